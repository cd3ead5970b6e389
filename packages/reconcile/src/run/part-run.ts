import { createPlan } from '@cowherd/plan'
import { rememberPart } from '../graph/remember-part.ts'
import { type PartContext, type PartReading, readPart } from '../part/read.ts'
import { deletedIn, type PartRequest } from '../part/scope.ts'
import { knownAliasHolds } from './alias-holds.ts'
import { type CarryOutRequest, carryOut, type Outcome, type WriteContext } from './carry-out.ts'
import { slidingHourMs } from './run.ts'

/** What a run over a part works with. */
export interface PartRunContext extends PartContext, WriteContext {}

/** What a run over a part did. */
export interface PartReport extends Outcome {
  readonly reading: PartReading
}

/**
 * One run over what some groups and users concern: read that part, plan, judge, apply, verify, remember.
 *
 * @throws WideningError where everything has to be read; UpstreamError where something could not be read: then nothing was written
 */
export async function partRun(
  request: PartRequest,
  context: PartRunContext,
  options: CarryOutRequest = {},
): Promise<PartReport> {
  const { memory, settings, now, graph } = context
  const missingBefore = await memory.missingGroups()
  const heldBefore = await memory.holds()
  const reading = await readPart(request, context, missingBefore)
  const { missing, fresh } = reading.known
  const deleted = deletedIn(request)
  const plan = createPlan({
    directory: reading.directory,
    target: reading.target,
    settings,
    gone: new Set([...missing].filter((id) => missingBefore.has(id) || deleted.has(id))),
    now: now(),
    nightly: false,
    recent: await memory.removalsSince(new Date(now().getTime() - slidingHourMs)),
    clockOff: false,
    heldBefore,
    aliasHolds: await knownAliasHolds(reading.target.aliases, settings.owner, memory),
    part: { groups: reading.groups, owned: reading.owned },
  })
  const found = [...missingBefore].some((id) => fresh.has(id))
  const missed = [...missing].some((id) => !missingBefore.has(id))
  if (found || missed) {
    await memory.rememberMissing(new Set([...missingBefore, ...missing].filter((id) => !fresh.has(id))))
  }
  if (plan.changes.length > 0 || options.approve !== undefined) await graph.suspend()
  const outcome = await carryOut(plan, reading.target, context, options)
  // A plan for a part says nothing of what else is held, nor of what need not be held any more.
  if (outcome.plan.holds.some((name) => !heldBefore.has(name))) {
    await memory.rememberHolds(new Set([...heldBefore, ...outcome.plan.holds]))
  }
  await rememberPart(graph, reading, outcome.results, settings)
  return { ...outcome, reading }
}
