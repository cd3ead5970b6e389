import { setTimeout as sleep } from 'node:timers/promises'
import type { Plan } from '@cowherd/plan'
import { within } from '../service/harness/until.ts'
import { createRandom } from '../whole/harness/random.ts'
import { change } from './company.ts'
import { drawFaults } from './fault/draw.ts'
import { type Site, sweepEveryMs } from './installation/site.ts'
import { judge, type Verdict } from './judge/judge.ts'

/** What one cycle was. */
export interface Cycle {
  /** In the order in which it happened. */
  readonly history: readonly string[]
  readonly faults: readonly string[]
  readonly changes: readonly string[]
  readonly verdict: Verdict
}

/** So long a Mailcow that refused the key is left alone, which bans hosts for wrong ones. */
const refusedPauseMs = 150_000
/** That pause or a sweep, and the lock of a run that died. */
export const leaverBoundMs = Math.max(sweepEveryMs, refusedPauseMs) + 30_000
/** A group that nobody said was deleted is gone only when two sweeps have missed it. */
const rightWithinMs = refusedPauseMs + 2 * sweepEveryMs
const period = { from: 10_000, to: 40_000 }

/** Lets faults and changes happen for a while, lifts all faults, and waits until the aliases are right. */
export async function liveCycle(
  site: Site,
  seed: number,
  { plan, onChange, mostMs }: { plan: () => Promise<Plan>; onChange: () => void; mostMs: number },
): Promise<Cycle> {
  const random = createRandom(seed)
  const begun = performance.now()
  const periodMs = Math.min(random.int(period.from, period.to), mostMs)
  const appointments = drawFaults(random, site, periodMs)
  const history: string[] = []
  const tell = (what: string) => history.push(`${((performance.now() - begun) / 1000).toFixed(1)} s ${what}`)
  const changes: string[] = []

  const troubles = appointments.map(async ({ atMs, fault }) => {
    await sleep(atMs)
    tell(`${fault.kind}: ${fault.what}`)
    await fault.happen(site)
    tell(`over: ${fault.kind}`)
  })
  while (performance.now() - begun < periodMs) {
    await sleep(random.int(300, 2_500))
    const name = change(site.world, random)
    onChange()
    changes.push(name)
    tell(name)
  }
  await Promise.all(troubles)
  const { authentik, mailcow } = site.world.company
  for (const { faults } of [authentik, mailcow]) faults.clear()
  await within(90_000, () => site.slots.every((slot) => slot.isUp()) || undefined, 100)
  tell('quiet')
  const verdict = await judge({ plan, withinMs: rightWithinMs })
  tell(verdict.rightAfterMs === undefined ? 'wrong' : `right after ${verdict.rightAfterMs} ms`)
  // What the simulators remember of requests would fill the memory.
  for (const { requests } of [authentik, mailcow]) requests.length = 0
  for (const slot of site.slots) slot.collect()
  return { history, changes, verdict, faults: appointments.map(({ fault }) => fault.kind) }
}
