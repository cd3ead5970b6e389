import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '../../service/harness/until.ts'
import { changeOne } from './latency.ts'
import type { BenchPlace } from './place.ts'
import { milliseconds, quantile, type Row } from './row.ts'
import { withService } from './started.ts'

const changes = 40

/** From a webhook's answer until the run that it wakes sends its first request, with nothing to settle. */
export async function measureNotice(place: BenchPlace): Promise<Row[]> {
  const env = { COWHERD_SETTLE_MS: '0', COWHERD_EVENT_LOG: '0' }
  return withService(place, { groups: 100, env }, async ({ office, installation }) => {
    const { authentik } = office
    authentik.deliverTo(installation.webhookUrl, installation.secret, { timeScale: 0.001 })
    const taken: number[] = []
    for (let change = 0; change < changes; change += 1) {
      await sleep(200)
      const answered = authentik.deliveries.length
      const requests = authentik.requests.length
      const isRight = changeOne(office, change)
      await until('the webhook is answered', () => authentik.deliveries.length > answered, 10_000, 1)
      const begun = performance.now()
      await until('the run begins', () => authentik.requests.length > requests, 10_000, 1)
      taken.push(performance.now() - begun)
      await until('the alias is right', isRight)
    }
    const half = quantile(taken, 0.5)
    return [
      {
        what: `${place.name}: webhook answered → first request of its run, ${changes} times`,
        target: '< 50 ms',
        measured: `p50 ${milliseconds(half)}, p95 ${milliseconds(quantile(taken, 0.95))}`,
        met: half < 50,
      },
    ]
  })
}
