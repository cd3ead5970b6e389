import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '../../service/harness/until.ts'
import { changeOne } from './latency.ts'
import type { BenchPlace } from './place.ts'
import { milliseconds, type Row } from './row.ts'
import { withService } from './started.ts'

const changes = 30
const targetMs = 3_000
const rounds = 3

/** A burst whose webhooks trickle in over some 50 s: from its last change until all aliases are right. */
export async function measureTrickle(place: BenchPlace): Promise<Row[]> {
  return withService(place, { groups: 100, delayMs: 20 }, async ({ office, installation }) => {
    const { authentik } = office
    authentik.deliverTo(installation.webhookUrl, installation.secret)
    const taken: number[] = []
    let lastWebhookMs = 0
    for (let round = 0; round < rounds; round += 1) {
      await sleep(20_000)
      const before = authentik.deliveries.length
      const checks = Array.from({ length: changes }, (_, change) =>
        changeOne(office, round * changes + change),
      )
      const begun = performance.now()
      await until('all aliases are right', () => checks.every((isRight) => isRight()), 90_000, 5)
      taken.push(performance.now() - begun)
      await authentik.webhooksSettled()
      lastWebhookMs = Math.max(
        lastWebhookMs,
        ...authentik.deliveries.slice(before).map(({ afterMs }) => afterMs),
      )
    }
    return [
      {
        what: `${place.name}: ${changes} changes at once whose webhooks take up to ${Math.round(lastWebhookMs / 1000)} s, ${rounds} times`,
        target: `all right within ${milliseconds(targetMs)}`,
        measured: taken.map(milliseconds).join(', '),
        met: taken.every((value) => value < targetMs),
      },
    ]
  })
}
