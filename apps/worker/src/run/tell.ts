import type { Plan } from '@cowherd/plan'
import type { RunResult } from '@cowherd/queue'
import type { Breakdown } from '../phases/clock.ts'
import type { WorkerContext } from './context.ts'
import type { FinishedRun } from './finished.ts'
import { resultOf } from './result.ts'

/** Tells of a run that ended early because its worker stops: what it made, and what it left to the next one. */
export function tellStopped(
  { kind, outcome }: Pick<FinishedRun, 'kind' | 'outcome'>,
  { log, metrics }: Pick<WorkerContext, 'log' | 'metrics'>,
): void {
  const made = outcome.results.filter((one) => one.outcome === 'applied')
  const left = outcome.results.filter((one) => one.outcome === 'failed' || one.outcome === 'not-attempted')
  for (const { change } of made) metrics.changes(change.action, 'applied', 1)
  log('info', 'run stopped', { kind, made: made.length, left: left.length })
}

/** Tells of a run in the log and the metrics; gives what it leaves with the queue. */
export function tellRun(
  { name, kind, outcome, asked, widened, phases, startedAt, endedAt }: FinishedRun,
  { log, metrics }: Pick<WorkerContext, 'log' | 'metrics'>,
): RunResult {
  const { plan, results } = outcome
  const milliseconds = endedAt - startedAt
  const changed = results.some((result) => result.outcome === 'applied')
  const lagMs = changed && asked.heardAt !== undefined ? endedAt - asked.heardAt : undefined
  metrics.run(kind, 'done', milliseconds / 1000)
  if (lagMs !== undefined) metrics.lag(lagMs / 1000)
  if (phases) {
    const waited = Math.max(0, startedAt - (asked.heardAt ?? startedAt))
    metrics.phases(kind, { wait: waited / 1000, ...inSeconds(phases) })
  }
  for (const { change, outcome: became } of results) metrics.changes(change.action, became, 1)
  for (const [action, count] of sizesOf(plan)) metrics.planned(action, count)
  if (kind === 'whole') metrics.sweep(widened ? 'widened' : asked.cause)
  const failed = results.filter((one) => one.outcome === 'failed' || one.outcome === 'not-attempted')
  log(failed.length > 0 ? 'warn' : 'info', 'run', {
    kind,
    ...(kind === 'whole' ? { cause: widened ? 'widened' : asked.cause } : {}),
    ...(widened ? { widened } : {}),
    ears: asked.ears.join(','),
    scopes: asked.scopes,
    made: results.filter((one) => one.outcome === 'applied').length,
    failed: failed.length,
    held: plan.held.length,
    conflicts: plan.conflicts.length,
    unchanged: plan.unchanged,
    ms: milliseconds,
    lagMs,
    ...(phases ? msOf(phases) : {}),
    run: name,
  })
  for (const { change, reason } of failed) {
    log('warn', `${change.action} ${change.address}: ${reason}`, { alias: change.id, group: change.group.id })
  }
  if (plan.approval && kind === 'whole') {
    log(
      'warn',
      `${plan.held.length} changes are held; look with: cowherd plan; approve with: cowherd sync --approve ${plan.approval}`,
    )
  }
  const { nightly, scopes } = asked
  return resultOf(outcome, { kind, nightly, widened, scopes, milliseconds, lagMs })
}

/** As fields of a line of the log. */
function msOf({ read, plan, apply, verify }: Breakdown): Record<`${keyof Breakdown}Ms`, number> {
  return { readMs: read, planMs: plan, applyMs: apply, verifyMs: verify }
}

function inSeconds({ read, plan, apply, verify }: Breakdown): Breakdown {
  return { read: read / 1000, plan: plan / 1000, apply: apply / 1000, verify: verify / 1000 }
}

function sizesOf({ changes, held }: Plan): Map<Plan['changes'][number]['action'], number> {
  const parts = new Set(held.map(({ part }) => part))
  const all = [...changes.filter((change) => !parts.has(change)), ...held.map(({ change }) => change)]
  return new Map(
    [...Map.groupBy(all, ({ action }) => action)].map(([action, { length }]) => [action, length]),
  )
}
