import { createPlan, type Plan, type PlanSettings } from '@cowherd/plan'
import type { Memory } from '../memory/memory.ts'
import type { Source, Target } from '../ports.ts'
import { type Reading, type ReadProgress, readBoth } from '../read/read.ts'
import { knownAliasHolds } from './alias-holds.ts'
import { type CarryOutRequest, carryOut, type Outcome, type WriteContext } from './carry-out.ts'
import { restrictPlan } from './restrict.ts'

/** What a run works with. */
export interface RunContext {
  readonly source: Source
  readonly target: Target
  readonly settings: PlanSettings
  readonly memory: Memory
  readonly now: () => Date
  readonly onProgress?: ReadProgress
  /** Ids of all groups that runs have made lists of, where that is known. */
  readonly known?: ReadonlySet<string> | undefined
  /** Ids of groups that are remembered, if any: those of them that the source does not have count as missing, with an alias or without. */
  readonly remembered?: ReadonlySet<string> | undefined
  /** Told of the reading that the plan is made from. */
  readonly onRead?: (reading: Reading) => void
  /** Told of the plan before anything is written. */
  readonly onPlan?: (planned: Planned) => void
}

/** What a run is asked to do. */
export interface PlanRequest {
  /** The full reconciliation, which counts and deletes orphans. */
  readonly nightly?: boolean
  /** Addresses of aliases that a person wants to adopt. */
  readonly adopt?: ReadonlySet<string>
  /** Ids of groups whose deletion was reported: these are gone when they are not found, at once. */
  readonly deleted?: ReadonlySet<string>
  /**
   * Whether a group counts as gone because an earlier run did not find it either; default true. A run that is made soon after that one,
   * for another reason, says little that is new.
   */
  readonly confirms?: boolean
  /** Only changes of these addresses. */
  readonly only?: ReadonlySet<string>
}

/** A plan with the reading that it was made from. */
export interface Planned {
  readonly plan: Plan
  readonly reading: Reading
  /** Those of the missing groups whose absence is confirmed: reported as deleted, or missed by an earlier run. */
  readonly gone: ReadonlySet<string>
}

/** What a run that may write works with. */
export interface SyncContext extends RunContext, Omit<WriteContext, 'target'> {}

/** What a run did. */
export interface Report extends Outcome {
  readonly reading: Reading
}

/** The hour over which removals add up, in milliseconds. */
export const slidingHourMs = 3_600_000

/** Reads both sides and plans. Writes nothing, to either side. Throws UpstreamError. */
export async function planRun(context: RunContext, request: PlanRequest = {}): Promise<Planned> {
  const planned = await readAndPlan(context, request)
  if (planned.plan.approval) await context.memory.rememberShown(planned.plan.approval, context.now())
  return planned
}

/**
 * One whole run: read, plan, judge, apply, verify, report.
 *
 * @throws UpstreamError where a side could not be read: then nothing was written
 */
export async function syncRun(
  context: SyncContext,
  request: PlanRequest & Omit<CarryOutRequest, 'saveFirst'> = {},
): Promise<Report> {
  const planned = await readAndPlan(context, request)
  const { plan: proposed, reading } = planned
  context.onPlan?.(planned)
  const { memory } = context
  await memory.rememberMissing(reading.missing)
  const outcome = await carryOut(proposed, reading.target, context, { ...request, saveFirst: true })
  // A plan for some addresses says nothing of what else is held.
  const others = request.only ? await memory.holds() : []
  await memory.rememberHolds(new Set([...others, ...outcome.plan.holds]))
  return { ...outcome, reading }
}

async function readAndPlan(context: RunContext, request: PlanRequest): Promise<Planned> {
  const { settings, memory, now } = context
  const read = await readBoth(context.source, context.target, {
    settings,
    now: now(),
    onProgress: context.onProgress,
    known: context.known,
  })
  const reading = { ...read, missing: withForgotten(read, context.remembered) }
  context.onRead?.(reading)
  const confirmed = (request.confirms ?? true) ? await memory.missingGroups() : new Set()
  const gone = new Set([...reading.missing].filter((id) => confirmed.has(id) || request.deleted?.has(id)))
  const plan = createPlan({
    directory: reading.directory,
    target: reading.target,
    settings,
    gone,
    ...(request.adopt ? { adopt: request.adopt } : {}),
    now: now(),
    nightly: request.nightly ?? false,
    recent: await memory.removalsSince(new Date(now().getTime() - slidingHourMs)),
    clockOff: reading.clockOff,
    heldBefore: await memory.holds(),
    aliasHolds: await knownAliasHolds(reading.target.aliases, settings.owner, memory),
  })
  return { plan: request.only ? restrictPlan(plan, request.only) : plan, reading, gone }
}

function withForgotten({ directory, missing }: Reading, remembered: ReadonlySet<string> = new Set()) {
  return new Set([...missing, ...[...remembered].filter((id) => !directory.groups.has(id))])
}
