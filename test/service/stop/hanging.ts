import { createInstallation } from '../harness/installation.ts'
import { createOffice } from '../harness/office.ts'
import { until } from '../harness/until.ts'

/** How a service ended that was told to while it waited for a server. */
export interface Stopped {
  readonly exitCode: number | null
  readonly tookMs: number
}

/**
 * Starts a service for each server, one after the other, and tells it to stop while that one takes a minute for each
 * answer: Authentik for all, Mailcow for writes.
 */
export async function stopWhileHanging(servers: readonly ('authentik' | 'mailcow')[]): Promise<Stopped[]> {
  const office = createOffice({ groups: 20, settled: false })
  const installation = await createInstallation({ ...office, env: { COWHERD_TIMEOUT: '60' } })
  const stopped: Stopped[] = []
  try {
    for (const server of servers) {
      const { faults } = office[server]
      const before = faults.hits
      faults.add({
        kind: 'slow',
        ms: 60_000,
        times: Number.POSITIVE_INFINITY,
        matches: ({ method }) => server === 'authentik' || method === 'POST',
      })
      const service = await installation.start('serve')
      await until('a request hangs', () => faults.hits > before)
      const begun = performance.now()
      const exitCode = await service.end('SIGTERM')
      stopped.push({ exitCode, tookMs: performance.now() - begun })
      faults.clear()
    }
    return stopped
  } finally {
    await installation.remove()
  }
}
