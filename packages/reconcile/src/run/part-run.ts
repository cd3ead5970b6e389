import { createPlan } from '@cowherd/plan'
import { rememberPart } from '../graph/remember.ts'
import { type PartContext, type PartReading, readPart } from '../part/read.ts'
import type { PartRequest } from '../part/scope.ts'
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
  const reading = await readPart(request, context)
  const missingBefore = await memory.missingGroups()
  const { missing } = reading.known
  const plan = createPlan({
    directory: reading.directory,
    target: reading.target,
    settings,
    gone: new Set([...missing].filter((id) => missingBefore.has(id) || request.groups.get(id))),
    now: now(),
    nightly: false,
    recent: await memory.removalsSince(new Date(now().getTime() - slidingHourMs)),
    clockOff: false,
    part: { groups: reading.groups, owned: reading.owned },
  })
  if (missing.size > 0) await memory.rememberMissing(new Set([...missingBefore, ...missing]))
  const outcome = await carryOut(plan, reading.target, context, options)
  await rememberPart(graph, reading, outcome.results, settings)
  return { ...outcome, reading }
}
