import { createObserver, type Observed, type Observer } from './check/observer.ts'
import { settle } from './check/settle.ts'
import type { Tally } from './check/tally.ts'
import { switchOnRandom } from './faults/places.ts'
import { addressOf, personsIn } from './oracle/members.ts'
import { takeRandomStep } from './steps/random-step.ts'
import { generateWorld } from './world/generate.ts'
import type { World } from './world/world.ts'

/** What went wrong in one world, with what led to it. */
export interface Counterexample {
  readonly seed: number
  readonly history: readonly string[]
  readonly problems: readonly string[]
}

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
    const happened = round === 0 ? ['first sync'] : await changeSomething(world, observer)
    history.push(`round ${round}: ${happened.join(', ')}`)
    const observed = await syncWithFault(world, observer)
    history.push(`  ${summaryOf(observed)}`)
    tally.case([...happened, ...met(world, observed)])
    const problems = observed.problems.length > 0 ? observed.problems : await settle(world, observer)
    if (problems.length > 0) return { seed, history, problems }
  }
  return undefined
}

async function changeSomething(world: World, observer: Observer): Promise<string[]> {
  const { random, company } = world
  company.clock.advance({ minutes: random.int(1, 90) })
  const names: string[] = []
  for (let count = random.int(1, 4); count > 0; count -= 1) names.push(takeRandomStep(world))
  if (!random.chance(0.08)) return names
  for (let night = 0; night < random.int(6, 9); night += 1) {
    company.clock.advance({ days: 1 })
    const { problems } = await observer.sync({ nightly: true })
    if (problems.length > 0) throw new Error(`night ${night}: ${problems.join('; ')}`)
  }
  return [...names, 'nights']
}

async function syncWithFault(world: World, observer: Observer): Promise<Observed> {
  const { random, company } = world
  const hurried = random.chance(0.6)
  if (hurried) switchOnRandom(company, random)
  const observed = await observer.sync({ hurried, nightly: random.chance(0.1) })
  company.authentik.faults.clear()
  company.mailcow.faults.clear()
  return observed
}

function summaryOf({ outcome, judged: { named } }: Observed): string {
  const faults = outcome.faults > 0 ? `${outcome.faults} faults, ` : ''
  if (!named)
    return `${faults}ended: ${outcome.error instanceof Error ? outcome.error.message : outcome.error}`
  return `${faults}${outcome.writes.length} writes, ${named.held} held, ${named.failed} failed, ${named.conflicts.size} in conflict`
}

/** What the run met, for the tally. */
function met({ company }: World, { outcome, judged }: Observed): string[] {
  const names: string[] = []
  if (outcome.faults > 0) {
    const kinds = [...company.authentik.requests, ...company.mailcow.requests].flatMap(
      ({ fault }) => fault ?? [],
    )
    names.push(...kinds.map((kind) => `fault ${kind}`))
  }
  company.authentik.requests.length = 0
  company.mailcow.requests.length = 0
  if (!outcome.report) names.push('a run that ended in an error')
  if ((judged.named?.held ?? 0) > 0) names.push('something held')
  if ((judged.named?.failed ?? 0) > 0) names.push('a change that failed')
  for (const stance of judged.stances.values()) {
    if (stance.kind === 'stuck') names.push(`stuck: ${stance.why}`)
    if (stance.kind === 'alias' && stance.adopts) names.push('adoption')
  }
  const shares = [...outcome.before.groups.keys()].some((id) => {
    const addresses = personsIn(outcome.before, id).flatMap((user) => addressOf(user) ?? [])
    return new Set(addresses).size < addresses.length
  })
  if (shares) names.push('shared address in a group')
  return names
}
