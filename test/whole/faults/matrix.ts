import { createObserver, type Observed } from '../check/observer.ts'
import { type Facts, gotoOf } from '../oracle/facts.ts'
import { ownedIn } from '../oracle/ownership.ts'
import { type FaultPlace, switchOn } from './places.ts'
import type { Scenario } from './scenario.ts'

/** What one fault at one request led to. */
export interface Case {
  readonly name: string
  /** False where the run has fewer requests of that sort. */
  readonly hit: boolean
  readonly problems: readonly string[]
  /** What people are told. */
  readonly messages: readonly string[]
}

/** Aliases of ours in words, by id; without counts of nights and what the server notes itself. */
export type State = ReadonlyMap<number, string>

/** Makes a world before a run. */
export type Prepare = () => Promise<Scenario>

/** The state that a scenario ends in when nothing goes wrong. */
export async function calmState(prepare: Prepare): Promise<State> {
  const { world, ...known } = await prepare()
  const { problems, judged } = await createObserver(world, known).sync({ nightly: true })
  const { named } = judged
  if (problems.length > 0 || named?.failed !== 0 || named.held !== 0)
    throw new Error(`the scenario itself is not sound: ${problems.join('; ')}`)
  return stateOf(world.facts())
}

/** Runs a scenario with a fault from one request on, then once more without. */
export async function runCase(
  place: FaultPlace,
  { after, times }: { readonly after: number; readonly times: number },
  calm: State,
  prepare: Prepare,
): Promise<Case> {
  const { world, ...known } = await prepare()
  const { company } = world
  const observer = createObserver(world, known)
  const before = stateOf(world.facts())
  switchOn(company, place, { after, times })
  const observed = await observer.sync({ nightly: true, hurried: true })
  company.authentik.faults.clear()
  company.mailcow.faults.clear()
  const problems = [...observed.problems, ...betweenProblems(before, stateOf(world.facts()), calm)]

  const repaired = await observer.sync({ nightly: true })
  problems.push(...repaired.problems.map((problem) => `afterwards: ${problem}`))
  const rest = differences(stateOf(world.facts()), calm)
  problems.push(...rest.map((difference) => `not repaired by the next run: ${difference}`))
  return {
    name: `${place.kind} of ${place.side} at request ${after}${times === 1 ? '' : ' and all after it'}`,
    hit: observed.outcome.faults > 0,
    problems,
    messages: messagesOf(observed),
  }
}

function stateOf(facts: Facts): State {
  return new Map(
    [...ownedIn(facts).values()].map(({ alias, marker }) => [
      alias.id,
      [alias.address, alias.active, [...gotoOf(alias)].sort(), marker.group, marker.role ?? ''].join(' '),
    ]),
  )
}

/** Each alias is as it was or as it is to be; a new one is as it is to be. */
function betweenProblems(before: State, now: State, calm: State): string[] {
  const wanted = new Set(calm.values())
  return [...now]
    .filter(([id, words]) => words !== before.get(id) && !wanted.has(words))
    .map(([, words]) => `neither before nor after: ${words}`)
}

function differences(now: State, calm: State): string[] {
  const [here, there] = [new Set(now.values()), new Set(calm.values())]
  return [
    ...[...here].filter((words) => !there.has(words)).map((words) => `has ${words}`),
    ...[...there].filter((words) => !here.has(words)).map((words) => `lacks ${words}`),
    ...(now.size === calm.size ? [] : [`has ${now.size} aliases instead of ${calm.size}`]),
  ]
}

function messagesOf({ outcome: { report, error } }: Observed): string[] {
  if (!report) return [error instanceof Error ? error.message : String(error)]
  return report.results.flatMap(({ outcome, reason }) => (outcome === 'applied' ? [] : [reason ?? '']))
}
