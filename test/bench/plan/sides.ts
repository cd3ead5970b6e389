import { createAuthentikSource } from '@cowherd/authentik'
import { createMailcowTarget } from '@cowherd/mailcow'
import { createVolatileMemory, type RunContext } from '@cowherd/reconcile'
import type { Servers } from './servers.ts'

/** Both sides of servers that listen, and a memory that holds nothing. */
export function sidesOf({
  authentik,
  mailcow,
}: Servers): Pick<RunContext, 'source' | 'target' | 'memory' | 'now'> {
  const limits = { fetch: globalThis.fetch, timeoutMs: 60_000, patienceMs: 120_000 }
  return {
    source: createAuthentikSource({
      ...limits,
      baseUrl: authentik.url,
      token: authentik.token,
      serviceAccounts: 'exclude',
      random: () => crypto.randomUUID(),
    }),
    target: createMailcowTarget({ ...limits, baseUrl: mailcow.url, key: mailcow.key }),
    memory: createVolatileMemory(),
    now: () => new Date(),
  }
}

/** Processor time of this process since a moment, in milliseconds. */
export function cpuMsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
