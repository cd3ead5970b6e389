import type { FaultKind } from '@cowherd/simulators'
import { createObserver, type Observed, type Observer } from './check/observer.ts'
import { settle } from './check/settle.ts'
import type { Tally } from './check/tally.ts'
import { switchOnRandom } from './faults/places.ts'
import { addressOf, personsIn } from './oracle/members.ts'
import { ruleFor, userIn } from './oracle/rules.ts'
import { takeRandomStep } from './steps/random-step.ts'
import { generateWorld } from './world/generate.ts'
import type { World } from './world/world.ts'

/** What went wrong in one world, with what led to it. */
export interface Counterexample {
  readonly seed: number
  readonly history: readonly string[]
  readonly problems: readonly string[]
}

/** A run with the fault that hit it. */
type ObservedFault = Observed & { readonly fault: FaultKind | undefined }

/** Lets one random company live through some rounds of changes and syncs. Stops at the first thing that is wrong. */
export async function liveThrough(
  seed: number,
  rounds: number,
  tally: Tally,
  watch?: (observed: Observed) => void,
): Promise<Counterexample | undefined> {
  const world = generateWorld(seed)
  const observer = createObserver(world, { watch })
  const history: string[] = []
  for (let round = 0; round < rounds; round += 1) {
    const happened = round === 0 ? ['first sync'] : changeSomething(world)
    if (round > 0 && world.random.chance(0.08)) {
      happened.push('nights')
      const problems = await passNights(world, observer)
      if (problems.length > 0) return { seed, history: [...history, happened.join(', ')], problems }
    }
    history.push(`round ${round}: ${happened.join(', ')}`)
    const observed = await syncWithFault(world, observer)
    history.push(`  ${summaryOf(observed)}`)
    tally.case([...happened, ...met(observed)])
    const problems = observed.problems.length > 0 ? observed.problems : await settle(world, observer)
    if (problems.length > 0) return { seed, history, problems }
  }
  return undefined
}

function changeSomething(world: World): string[] {
  const { random, company } = world
  company.clock.advance({ minutes: random.int(1, 90) })
  const names: string[] = []
  for (let count = random.int(1, 4); count > 0; count -= 1) names.push(takeRandomStep(world))
  return names
}

/** About a week of nightly runs. */
async function passNights({ random, company }: World, observer: Observer): Promise<readonly string[]> {
  for (let nights = random.int(6, 9); nights > 0; nights -= 1) {
    company.clock.advance({ days: 1 })
    const { problems } = await observer.sync({ nightly: true })
    if (problems.length > 0) return problems.map((problem) => `at night: ${problem}`)
  }
  return []
}

async function syncWithFault(world: World, observer: Observer): Promise<ObservedFault> {
  const { random, company } = world
  const place = random.chance(0.75) ? switchOnRandom(company, random) : undefined
  const observed = await observer.sync({ hurried: place !== undefined, nightly: random.chance(0.1) })
  company.authentik.faults.clear()
  company.mailcow.faults.clear()
  return { ...observed, fault: observed.outcome.faults > 0 ? place?.kind : undefined }
}

function summaryOf({ outcome, judged: { named }, fault }: ObservedFault): string {
  const faults = fault ? `${fault} (${outcome.faults} requests), ` : ''
  if (!named)
    return `${faults}ended: ${outcome.error instanceof Error ? outcome.error.message : outcome.error}`
  return `${faults}${outcome.writes.length} writes, ${named.held} held, ${named.failed} failed, ${named.conflicts.size} in conflict`
}

/** What the run met, for the tally. */
function met({ outcome, judged, fault }: ObservedFault): string[] {
  const names: string[] = []
  if (fault) names.push(`fault ${fault}`)
  if (!outcome.report) names.push('a run that ended in an error')
  if ((judged.named?.held ?? 0) > 0) names.push('something held')
  if ((judged.named?.failed ?? 0) > 0) names.push('a change that failed')
  for (const stance of [...judged.stances.values()].flat()) {
    if (stance.kind === 'stuck') names.push(`stuck: ${stance.why}`)
    if (stance.kind === 'alias' && stance.adopts) names.push('adoption')
  }
  const owned = [...judged.ownedAfter.values()].map(({ marker }) => marker)
  if (owned.some(({ number }) => number > 1)) names.push('several addresses')
  if (owned.some(({ group }) => userIn(group) !== undefined)) names.push('a personal alias')
  const { rules, groups } = outcome.before
  if (
    [...groups.values()].some((group) => ruleFor(rules, group)?.lists === undefined && ruleFor(rules, group))
  )
    names.push('a group that a rule ignores')
  const shares = [...outcome.before.groups.keys()].some((id) => {
    const addresses = personsIn(outcome.before, id).flatMap((user) => addressOf(user) ?? [])
    return new Set(addresses).size < addresses.length
  })
  if (shares) names.push('shared address in a group')
  return names
}
