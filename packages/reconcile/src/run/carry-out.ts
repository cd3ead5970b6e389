import {
  approvePlan,
  type Change,
  countRemovals,
  isApproval,
  type Plan,
  type TargetState,
} from '@cowherd/plan'
import { applyChanges } from '../apply/apply.ts'
import type { ChangeResult } from '../apply/result.ts'
import type { Memory, Pause } from '../memory/memory.ts'
import type { Target, TargetWriter } from '../ports.ts'
import type { ChangeRecorder } from './recorder.ts'

/** What carrying out a plan works with. */
export interface WriteContext {
  readonly target: Pick<Target, 'readAlias' | 'findAlias'>
  readonly writer: TargetWriter
  readonly memory: Memory
  readonly now: () => Date
  /** How many aliases are written at the same time. */
  readonly concurrency: number
  readonly onApply?: (done: number, total: number) => void
  /** Writes down every change. */
  readonly recorder?: ChangeRecorder | undefined
  /** Waits before a write without an answer is looked at again. Default: the machine's own time. */
  readonly sleep?: (milliseconds: number) => Promise<void>
}

/** How a plan is to be carried out. */
export interface CarryOutRequest {
  /** Digest of held changes that a person lets through. */
  readonly approve?: string | undefined
  /** Whether all aliases are saved before the first write ever; only from a reading of the whole target. */
  readonly saveFirst?: boolean
  /** Asked before each change: why it and all that follow are not to be made, or undefined. */
  readonly stopRequest?: () => Promise<string | undefined>
  /**
   * Asked before each change: whether a newer reading has decided about it, or is to decide.
   *
   * @param urgent whether somebody has still to be taken out, by this change or one after it
   */
  readonly isSuperseded?: (change: Change, urgent: boolean) => Promise<boolean>
  /** Told when nothing more is done for a change; without a result where a defect ended it. */
  readonly onSettled?: (change: Change, result: ChangeResult | undefined) => void
}

/** Why an approval was not taken. */
export type ApprovalProblem = 'nothing-held' | 'other-digest' | 'expired'

/** What became of a plan. */
export interface Outcome {
  readonly plan: Plan
  /** One for each change of the plan that was to be made. */
  readonly results: readonly ChangeResult[]
  /** Set when a person stopped all writes: nothing was written. */
  readonly paused: Pause | undefined
  readonly approval: 'none' | 'taken' | ApprovalProblem
  /** Where the aliases were saved before the first write ever. */
  readonly savedFirst: string | undefined
  /** Set where the recorder could not write everything down. */
  readonly recorded?: false
}

/** An approval covers what somebody saw within the last day. */
const approvalMs = 24 * 3_600_000

/** Judges the approval, applies what may be applied, and remembers what was taken away. Throws nothing of the target's. */
export async function carryOut(
  proposed: Plan,
  target: TargetState,
  context: WriteContext,
  request: CarryOutRequest = {},
): Promise<Outcome> {
  const { memory, now, recorder } = context
  const paused = await memory.pause()
  const approval = paused ? 'none' : await judgeApproval(memory, proposed, request.approve, now())
  const plan = approval === 'taken' ? approvePlan(proposed) : proposed
  // Only a person who looks at a plan renews the time; a run that nobody sees must not.
  const seen = request.approve !== undefined
  if (plan.approval && (seen || !(await memory.shownAt(plan.approval)))) {
    await memory.rememberShown(plan.approval, now())
  }
  if (paused) return { plan, results: [], paused, approval, savedFirst: undefined }

  const savedFirst =
    request.saveFirst && plan.changes.length > 0 ? await memory.saveFirst(target.aliases, now()) : undefined
  if (approval === 'taken' && request.approve !== undefined) recorder?.approved(request.approve)
  const results = await applyChanges(plan.changes, {
    target: context.target,
    writer: context.writer,
    absentFlags: target.absentFlags,
    concurrency: context.concurrency,
    stopRequest: async () => pauseReason(await memory.pause()) ?? (await request.stopRequest?.()),
    isSuperseded: request.isSuperseded,
    onBegin: recorder?.begin,
    onSettled: (change, result) => {
      if (result) recorder?.settled(result)
      request.onSettled?.(change, result)
    },
    onProgress: context.onApply,
    sleep: context.sleep,
  }).catch(async (error: unknown) => {
    await recorder?.flush()
    throw error
  })
  const recorded = (await recorder?.flush()) ?? true
  const approved = new Set(approval === 'taken' ? proposed.held.map(({ change }) => change) : [])
  const taken = countRemovals(
    results.flatMap(({ change, outcome, uncertain }) =>
      (outcome === 'applied' || uncertain) && !approved.has(change) ? [change] : [],
    ),
  )
  if (taken.aliases + taken.memberships > 0) await memory.rememberRemovals(now(), taken)
  return { plan, results, paused, approval, savedFirst, ...(recorded ? {} : { recorded }) }
}

function pauseReason(pause: Pause | undefined): string | undefined {
  return pause && `writes are paused since ${pause.since} (${pause.reason}); go on with: cowherd resume`
}

async function judgeApproval(
  memory: Memory,
  plan: Plan,
  given: string | undefined,
  now: Date,
): Promise<Outcome['approval']> {
  if (given === undefined) return 'none'
  if (!plan.approval) return 'nothing-held'
  if (!isApproval(plan, given)) return 'other-digest'
  const shown = await memory.shownAt(plan.approval)
  return shown && now.getTime() - shown.getTime() > approvalMs ? 'expired' : 'taken'
}
