import {
  approvePlan,
  countRemovals,
  createPlan,
  isApproval,
  type Plan,
  type PlanSettings,
} from '@cowherd/plan'
import { applyChanges } from '../apply/apply.ts'
import type { ChangeResult } from '../apply/result.ts'
import type { Memory, Pause } from '../memory/memory.ts'
import type { Source, Target, TargetWriter } from '../ports.ts'
import { type Reading, type ReadProgress, readBoth } from '../read/read.ts'
import { restrictPlan } from './restrict.ts'

/** What a run works with. */
export interface RunContext {
  readonly source: Source
  readonly target: Target
  readonly settings: PlanSettings
  readonly memory: Memory
  readonly now: () => Date
  readonly onProgress?: ReadProgress
}

/** What a run is asked to do. */
export interface PlanRequest {
  /** The full reconciliation, which counts and deletes orphans. */
  readonly nightly?: boolean
  /** Addresses of aliases that a person wants to adopt. */
  readonly adopt?: ReadonlySet<string>
  /** Only changes of these addresses. */
  readonly only?: ReadonlySet<string>
}

/** A plan with the reading that it was made from. */
export interface Planned {
  readonly plan: Plan
  readonly reading: Reading
}

/** What a run that may write works with. */
export interface SyncContext extends RunContext {
  readonly writer: TargetWriter
  /** How many aliases are written at the same time. */
  readonly concurrency: number
  readonly onApply?: (done: number, total: number) => void
  /** Waits before a write without an answer is looked at again. Default: the machine's own time. */
  readonly sleep?: (milliseconds: number) => Promise<void>
}

/** Why an approval was not taken. */
export type ApprovalProblem = 'nothing-held' | 'other-digest' | 'expired'

/** What a run did. */
export interface Report {
  readonly plan: Plan
  readonly reading: Reading
  /** One for each change of the plan that was to be made. */
  readonly results: readonly ChangeResult[]
  /** Set when a person stopped all writes: nothing was written. */
  readonly paused: Pause | undefined
  readonly approval: 'none' | 'taken' | ApprovalProblem
  /** Where the aliases were saved before the first write ever. */
  readonly savedFirst: string | undefined
}

const hourMs = 3_600_000
/** An approval covers what somebody saw within the last day. */
const approvalMs = 24 * hourMs

/** Reads both sides and plans. Writes nothing, to either side. Throws UpstreamError. */
export async function planRun(context: RunContext, request: PlanRequest = {}): Promise<Planned> {
  const planned = await readAndPlan(context, request)
  if (planned.plan.approval) await context.memory.rememberShown(planned.plan.approval, context.now())
  return planned
}

/**
 * One whole run: read, plan, judge, apply, verify, report.
 *
 * @param request.approve digest of held changes that a person lets through
 * @throws UpstreamError where a side could not be read: then nothing was written
 */
export async function syncRun(
  context: SyncContext,
  request: PlanRequest & { readonly approve?: string | undefined } = {},
): Promise<Report> {
  const { memory, now } = context
  const { plan: proposed, reading } = await readAndPlan(context, request)
  await memory.rememberMissing(reading.missing)
  const paused = await memory.pause()
  const approval = paused ? 'none' : await judgeApproval(memory, proposed, request.approve, now())
  const plan = approval === 'taken' ? approvePlan(proposed) : proposed
  if (plan.approval) await memory.rememberShown(plan.approval, now())
  if (paused) return { plan, reading, results: [], paused, approval, savedFirst: undefined }

  const savedFirst =
    plan.changes.length > 0 ? await memory.saveFirst(reading.target.aliases, now()) : undefined
  const results = await applyChanges(plan.changes, {
    target: context.target,
    writer: context.writer,
    absentFlags: reading.target.absentFlags,
    concurrency: context.concurrency,
    stopRequest: async () => pauseReason(await memory.pause()),
    onProgress: context.onApply,
    sleep: context.sleep,
  })
  const approved = new Set(approval === 'taken' ? proposed.held.map(({ change }) => change) : [])
  const taken = countRemovals(
    results.flatMap(({ change, outcome, uncertain }) =>
      (outcome === 'applied' || uncertain) && !approved.has(change) ? [change] : [],
    ),
  )
  if (taken.aliases + taken.memberships > 0) await memory.rememberRemovals(now(), taken)
  return { plan, reading, results, paused, approval, savedFirst }
}

function pauseReason(pause: Pause | undefined): string | undefined {
  return pause && `writes are paused since ${pause.since} (${pause.reason}); go on with: cowherd resume`
}

async function readAndPlan(context: RunContext, request: PlanRequest): Promise<Planned> {
  const { settings, memory, now } = context
  const reading = await readBoth(context.source, context.target, {
    owner: settings.owner,
    now: now(),
    onProgress: context.onProgress,
  })
  const before = await memory.missingGroups()
  const plan = createPlan({
    directory: reading.directory,
    target: reading.target,
    settings,
    gone: new Set([...reading.missing].filter((id) => before.has(id))),
    ...(request.adopt ? { adopt: request.adopt } : {}),
    now: now(),
    nightly: request.nightly ?? false,
    recent: await memory.removalsSince(new Date(now().getTime() - hourMs)),
    clockOff: reading.clockOff,
  })
  return { plan: request.only ? restrictPlan(plan, request.only) : plan, reading }
}

async function judgeApproval(
  memory: Memory,
  plan: Plan,
  given: string | undefined,
  now: Date,
): Promise<Report['approval']> {
  if (given === undefined) return 'none'
  if (!plan.approval) return 'nothing-held'
  if (!isApproval(plan, given)) return 'other-digest'
  const shown = await memory.shownAt(plan.approval)
  return shown && now.getTime() - shown.getTime() > approvalMs ? 'expired' : 'taken'
}
