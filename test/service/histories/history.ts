import { setTimeout as sleep } from 'node:timers/promises'
import { exitCodes } from '../../../apps/cli/src/program/exit-code.ts'
import { createRandom, type Random } from '../../whole/harness/random.ts'
import { driftSteps } from '../../whole/steps/drift.ts'
import { groupSteps } from '../../whole/steps/groups.ts'
import { mailSteps } from '../../whole/steps/mail.ts'
import { peopleSteps } from '../../whole/steps/people.ts'
import type { Step } from '../../whole/steps/step.ts'
import { ownedOf } from '../../whole/world/world.ts'
import { runCommand } from '../harness/command.ts'
import { until } from '../harness/until.ts'
import { comeToRest } from './rest.ts'
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
/** Exit codes of a sweep that was made, with changes held or without. */
const sweptCodes: readonly number[] = [exitCodes.done, exitCodes.held]

/** Lets one history happen to a stage at rest, and lets it come to rest again. */
export async function liveThrough(stage: Stage, seed: number): Promise<History> {
  const random = createRandom(seed)
  const { authentik } = stage.world.company
  const sent = authentik.deliveries.length
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
  if (!heard) await sweep(stage, hasOrphans(stage) ? 2 : 1)
  const rest = await comeToRest(stage)
  return { happened, trouble: trouble?.name ?? 'none', heard, ...rest }
}

/** A group that nobody said was deleted is gone only when it was missed twice. */
async function sweep({ installation }: Stage, times: number): Promise<void> {
  const isDone = async () => sweptCodes.includes((await runCommand(installation.env, 'sync')).code)
  for (let time = 0; time < times; time += 1) await until('the sweep is made', isDone, 60_000, 250)
}

function hasOrphans({ world }: Stage): boolean {
  const groups = new Set(world.company.authentik.groups().map(({ id }) => id))
  return ownedOf(world).some(({ marker }) => !groups.has(marker.group))
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
