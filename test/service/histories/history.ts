import { setTimeout as sleep } from 'node:timers/promises'
import type { GroupSnapshot } from '@cowherd/simulators'
import { createRandom, type Random } from '../../whole/harness/random.ts'
import { driftSteps } from '../../whole/steps/drift.ts'
import { groupSteps } from '../../whole/steps/groups.ts'
import { mailSteps } from '../../whole/steps/mail.ts'
import { peopleSteps } from '../../whole/steps/people.ts'
import type { Step } from '../../whole/steps/step.ts'
import { until } from '../harness/until.ts'
import { becomeQuiet, comeToRest } from './rest.ts'
import type { Stage } from './stage.ts'
import { drawTrouble } from './trouble.ts'

/** What happened in one history and what is wrong after it. */
export interface History {
  readonly happened: readonly string[]
  readonly trouble: string
  /** Whether an event of each change could be heard, so that no sweep was needed. */
  readonly heard: boolean
  readonly afterMs: number
  readonly left: readonly string[]
}

const inDirectory = Object.entries({ ...peopleSteps, ...groupSteps })
const inMailcow = Object.entries({ ...driftSteps, ...mailSteps })

/** A webhook that was refused comes again after pauses that double. */
const deliveredWithinMs = 20_000

/** Lets one history happen to a stage at rest, and lets it come to rest again. */
export async function liveThrough(stage: Stage, seed: number): Promise<History> {
  const random = createRandom(seed)
  const { authentik } = stage.world.company
  const sent = authentik.deliveries.length
  const before = authentik.groups()
  const trouble = drawTrouble(random, stage)
  const troubleAt = random.int(0, 250)
  const troubled = sleep(troubleAt).then(() => trouble?.happen(stage))
  const secretly = random.chance(0.3)
  const happened: string[] = []
  for (let count = random.int(1, 6); count > 0; count -= 1) {
    happened.push(takeStep(stage, random, secretly))
    await sleep(random.int(0, 90))
  }
  await troubled
  await Promise.race([authentik.webhooksSettled(), sleep(deliveredWithinMs)])
  const lost = authentik.deliveries.slice(sent).some(({ outcome }) => outcome === 'lost')
  const heard = !happened.some((name) => name.startsWith('unheard')) && (stage.setting.eventLog || !lost)
  const [death] = stage.installation.deaths()
  if (death) return { happened, trouble: trouble?.name ?? 'none', heard, afterMs: 0, left: [death] }
  if (!heard) await sweep(stage, isAnyGone(before, authentik.groups()) ? 2 : 1)
  const rest = await comeToRest(stage)
  return { happened, trouble: trouble?.name ?? 'none', heard, ...rest }
}

/** A group that nobody said was deleted is gone only when it was missed twice. */
async function sweep(stage: Stage, times: number): Promise<void> {
  const { requests } = stage.world.company.mailcow
  for (let time = 0; time < times; time += 1) {
    const before = requests.length
    await stage.installation.askForEverything()
    // On a busy machine it may be quiet for a while before the sweep begins.
    await until('the sweep begins', () => requests.length > before, 60_000)
    await becomeQuiet(stage)
  }
}

function isAnyGone(before: readonly GroupSnapshot[], after: readonly GroupSnapshot[]): boolean {
  const left = new Set(after.map(({ id }) => id))
  return before.some(({ id }) => !left.has(id))
}

function takeStep({ world }: Stage, random: Random, secretly: boolean): string {
  for (let tries = 0; tries < 20; tries += 1) {
    const [name, step]: [string, Step] = random.pick(secretly && random.chance(0.5) ? inMailcow : inDirectory)
    const silent = secretly && random.chance(0.3)
    const done = silent ? world.company.authentik.silently(() => step(world)) : step(world)
    if (done) return silent || name in driftSteps || name in mailSteps ? `unheard ${name}` : name
  }
  return 'nothing'
}
