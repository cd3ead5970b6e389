import { within } from '../harness/until.ts'
import type { Stage } from './stage.ts'

/** Longer than a lock, the search for stalled runs and a pause after an outage together, in milliseconds. */
const restWithinMs = 60_000
/** Longer than settling and the second look, in milliseconds. */
const quietMs = 350

/** What a stage came to. */
export interface Rest {
  /** Milliseconds until nothing was left to change. */
  readonly afterMs: number
  /** What a fresh look would still change when all is quiet, and processes that ended by themselves. */
  readonly left: readonly string[]
}

/** Waits until the aliases are right and all is quiet, and looks again. */
export async function comeToRest(stage: Stage): Promise<Rest> {
  const begun = performance.now()
  const isRight = async () => (await stage.differences()).length === 0 || undefined
  await within(restWithinMs, isRight, 60)
  const afterMs = Math.round(performance.now() - begun)
  await becomeQuiet(stage)
  return { afterMs, left: [...(await stage.differences()), ...stage.installation.deaths()] }
}

/** Waits until nothing happens any more. */
async function becomeQuiet(stage: Stage): Promise<void> {
  await within(restWithinMs, async () => (await isQuiet(stage)) || undefined, 10)
}

/** Nobody sends requests but for the event log, nothing waits, and the log was read since its last entry. */
async function isQuiet({ world, queue, setting }: Stage): Promise<boolean> {
  const { authentik, mailcow } = world.company
  const count = () => authentik.requests.filter(isWork).length + mailcow.requests.length
  const before = count()
  const looks = authentik.requests.length
  const end = performance.now() + quietMs
  const silent = await within(
    quietMs + 100,
    () => (count() !== before ? false : performance.now() >= end ? true : undefined),
    20,
  )
  if (!silent) return false
  if (setting.eventLog && authentik.requests.length === looks) return false
  if (!queue) return true
  const { inbox, running } = await queue.status()
  return inbox === 0 && !running
}

function isWork({ path }: { readonly path: string }): boolean {
  return !path.includes('/events/events/')
}
