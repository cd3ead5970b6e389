import { deletedIn, type Outcome, type PartRequest, WideningError } from '@cowherd/reconcile'
import { UpstreamError } from '@cowherd/upstream'
import { type FaultPlace, switchOn } from '../../whole/faults/places.ts'
import type { Installation } from '../harness/installation.ts'
import { prepareScenario, type Setting } from './scenario.ts'

/** What one fault at one request led to. */
export interface Case {
  /** False where the run has fewer requests of that sort. */
  readonly hit: boolean
  readonly problems: readonly string[]
  readonly ended: 'error' | 'widened' | 'done'
}

/** Aliases in words, by id. */
type State = ReadonlyMap<number, string>

/** The aliases once all is made without a fault. */
export async function calmState(setting: Setting): Promise<State> {
  const { installation, request } = await prepareScenario(setting)
  const { results } = await installation.part(request)
  const { plan } = await installation.company.plan()
  if (results.some(({ outcome }) => outcome !== 'applied') || plan.changes.length > 0)
    throw new Error('the scenario itself is not sound')
  return stateOf(installation)
}

/** Makes the run with a fault from one request on, then lets the worker's next runs go without. */
export async function runCase(
  place: FaultPlace,
  when: { readonly after: number; readonly times: number },
  calm: State,
  setting: Setting,
): Promise<Case> {
  const { installation, request } = await prepareScenario(setting)
  const { company } = installation
  const { authentik, mailcow } = company
  const before = stateOf(installation)
  switchOn(company, place, when)
  const { ended, again, outcome } = await attempt(installation, request)
  const hit = authentik.faults.hits + mailcow.faults.hits > 0
  authentik.faults.clear()
  mailcow.faults.clear()

  const problems = betweenProblems(before, stateOf(installation), calm)
  if (ended !== 'done' && company.writes.entries.length > 0)
    problems.push('it ended before its end and wrote')
  if (
    outcome?.results.some(
      ({ change, outcome: became, id }) => became === 'applied' && change.after && id === undefined,
    )
  )
    problems.push('a change is said to be made, and not where')
  await settle(installation, again)
  problems.push(...differences(stateOf(installation), calm).map((one) => `not repaired: ${one}`))
  const { plan } = await company.plan()
  problems.push(...plan.changes.map(({ action, address }) => `a whole run would still ${action} ${address}`))
  return { hit, problems, ended }
}

interface Attempt {
  readonly ended: Case['ended']
  readonly outcome?: Outcome
  /** What the worker looks at again: everything after a run that failed, else groups whose changes failed, or that changed nothing. */
  readonly again: PartRequest
}

async function attempt(installation: Installation, request: PartRequest): Promise<Attempt> {
  try {
    const outcome = await installation.part(request)
    const failed = outcome.results.filter((result) => result.outcome !== 'applied')
    const answered = new Set(outcome.results.map(({ change }) => change.group.id))
    const groups = new Map([
      ...failed.map(({ change }) => [change.group.id, false] as const),
      ...[...request.groups].filter(([id]) => !answered.has(id)),
    ])
    return { ended: 'done', outcome, again: { groups, users: new Set() } }
  } catch (error) {
    if (error instanceof WideningError) return { ended: 'widened', again: request }
    if (error instanceof UpstreamError) return { ended: 'error', again: request }
    throw error
  }
}

/** The next runs, without faults. */
async function settle(installation: Installation, request: PartRequest): Promise<void> {
  if (request.groups.size + request.users.size === 0) return
  const { ended } = await attempt(installation, request)
  if (ended === 'widened') await installation.whole({ deleted: deletedIn(request) })
}

function stateOf({ company: { mailcow } }: Installation): State {
  return new Map(
    mailcow
      .aliases()
      .map(({ id, address, active, goto, privateComment }) => [
        id,
        [address, active, goto.split(',').sort(), privateComment?.replace(/ orphan=.*/, '')].join(' '),
      ]),
  )
}

/** Each alias is as it was or as it is to be; a new one is as it is to be. */
function betweenProblems(before: State, now: State, calm: State): string[] {
  const wanted = new Set(calm.values())
  const lost = [...before].filter(([id]) => !now.has(id)).map(([, words]) => `lost: ${words}`)
  const odd = [...now]
    .filter(([id, words]) => words !== before.get(id) && words !== calm.get(id) && !wanted.has(words))
    .map(([, words]) => `neither before nor after: ${words}`)
  return [...lost, ...odd]
}

function differences(now: State, calm: State): string[] {
  const [here, there] = [new Set(now.values()), new Set(calm.values())]
  return [
    ...[...here].filter((words) => !there.has(words)).map((words) => `has ${words}`),
    ...[...there].filter((words) => !here.has(words)).map((words) => `lacks ${words}`),
    ...(now.size === calm.size ? [] : [`has ${now.size} aliases instead of ${calm.size}`]),
  ]
}
