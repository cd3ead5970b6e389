import type { RunResult } from '@cowherd/queue'
import type { Outcome, WideningCause } from '@cowherd/reconcile'

/** What a run leaves with the queue: counts and digests, no address and no name. */
export function resultOf(
  outcome: Outcome,
  run: {
    readonly kind: 'part' | 'whole'
    readonly nightly: boolean
    readonly widened: WideningCause | undefined
    readonly scopes: number
    readonly milliseconds: number
    readonly lagMs: number | undefined
  },
): RunResult {
  const { plan, results, paused } = outcome
  const made = results.filter((result) => result.outcome === 'applied')
  const actions: Record<string, number> = {}
  for (const { change } of made) actions[change.action] = (actions[change.action] ?? 0) + 1
  const count = (wanted: string) => results.filter((result) => result.outcome === wanted).length
  return {
    ...run,
    widened: run.widened ?? null,
    lagMs: run.lagMs ?? null,
    checksum: plan.checksum,
    made: actions,
    applied: made.length,
    failed: count('failed') + count('not-attempted'),
    superseded: count('superseded'),
    held: plan.held.length,
    approval: plan.approval ?? null,
    conflicts: plan.conflicts.length,
    warnings: plan.warnings.length,
    unchanged: plan.unchanged,
    paused: paused !== undefined,
  }
}
