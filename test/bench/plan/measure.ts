import { createAuthentikSource } from '@cowherd/authentik'
import { createMailcowTarget } from '@cowherd/mailcow'
import { createVolatileMemory, planRun } from '@cowherd/reconcile'
import { defaultSettings } from '../../whole/harness/settings.ts'
import type { Servers } from './servers.ts'

/** What one plan took. */
export interface Measured {
  readonly milliseconds: number
  /** Of this process alone, without the servers and whatever else the machine does. */
  readonly cpuMilliseconds: number
  readonly changes: number
  readonly unchanged: number
}

/** Plans once against servers that listen. */
export async function measurePlan({ authentik, mailcow }: Servers): Promise<Measured> {
  const limits = { fetch: globalThis.fetch, timeoutMs: 60_000, patienceMs: 120_000 }
  const source = createAuthentikSource({
    ...limits,
    baseUrl: authentik.url,
    token: authentik.token,
    serviceAccounts: 'exclude',
    random: () => crypto.randomUUID(),
  })
  const target = createMailcowTarget({ ...limits, baseUrl: mailcow.url, key: mailcow.key })
  const settings = { ...defaultSettings, owner: 'bench' }
  const started = performance.now()
  const cpu = process.cpuUsage()
  const { plan } = await planRun({
    ...{ source, target, settings },
    memory: createVolatileMemory(),
    now: () => new Date(),
  })
  return {
    milliseconds: performance.now() - started,
    cpuMilliseconds: (({ user, system }) => (user + system) / 1000)(process.cpuUsage(cpu)),
    changes: plan.changes.length,
    unchanged: plan.unchanged,
  }
}
