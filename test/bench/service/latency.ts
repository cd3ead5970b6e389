import { setTimeout as sleep } from 'node:timers/promises'
import type { WebhookOptions } from '@cowherd/simulators'
import type { Office } from '../../service/harness/office.ts'
import { until } from '../../service/harness/until.ts'
import type { BenchPlace } from './place.ts'
import { milliseconds, quantile, type Row } from './row.ts'
import { withService } from './started.ts'

const office = { groups: 100, delayMs: 20 }
const target = { half: 800, most: 1_200 }

/** One change after another: from the change, or from its webhook, until the alias is right in Mailcow. */
export async function measureLatency(place: BenchPlace, changes = 50): Promise<Row[]> {
  const atOnce = await latencies(place, changes, { timeScale: 0.001 })
  const asSent = await latencies(place, Math.ceil(changes / 2), {})
  const show = (values: readonly number[]) =>
    `p50 ${milliseconds(quantile(values, 0.5))}, p95 ${milliseconds(quantile(values, 0.95))}`
  return [
    {
      what: `${place.name}: one change → alias right, webhook sent at once, ${changes} changes`,
      target: `p50 < ${target.half} ms, p95 < ${target.most} ms`,
      measured: show(atOnce),
      met: quantile(atOnce, 0.5) < target.half && quantile(atOnce, 0.95) < target.most,
    },
    {
      what: `${place.name}: the same with webhooks as late as Authentik sends them, ${asSent.length} changes`,
      target: '',
      measured: show(asSent),
      met: undefined,
    },
  ]
}

function latencies(place: BenchPlace, changes: number, webhooks: WebhookOptions): Promise<number[]> {
  return withService(place, office, async ({ office, installation }) => {
    office.authentik.deliverTo(installation.webhookUrl, installation.secret, webhooks)
    const taken: number[] = []
    for (let change = 0; change < changes; change += 1) {
      await sleep(500 + Math.random() * 1_000)
      const begun = performance.now()
      const isRight = changeOne(office, change)
      await until('the alias is right', isRight, 30_000, 2)
      taken.push(performance.now() - begun)
    }
    return taken
  })
}

/** Somebody joins or leaves a group; tells when the alias shows it. */
export function changeOne({ authentik, groups, users, membersOf }: Office, change: number): () => boolean {
  const index = (change * 31) % groups.length
  const group = groups[index] ?? ''
  const user = users[(change * 17 + 5) % users.length]
  if (!user) throw new Error('an office without users')
  const isMember = membersOf(index).has(user.email)
  if (isMember) authentik.removeMember(group, user.pk)
  else authentik.addMember(group, user.pk)
  return () => membersOf(index).has(user.email) !== isMember
}
