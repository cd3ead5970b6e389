import { LostLock, RetryLater, type Run, type RunHandler, type StoredScope } from '@cowherd/queue'
import { type Outcome, partRun, type WideningCause, WideningError } from '@cowherd/reconcile'
import { UpstreamError } from '@cowherd/upstream'
import type { WorkerContext } from './context.ts'
import { createFollowUp } from './follow-up.ts'
import { type Asked, addUp } from './request.ts'
import { resultOf } from './result.ts'
import { stopRequestOf } from './stop.ts'
import { wholeRun } from './whole.ts'

interface Made {
  readonly outcome: Outcome
  readonly kind: 'part' | 'whole'
  readonly widened: WideningCause | undefined
}

/** Makes the runs of a worker: takes the scopes, looks at what they concern, and sees to what is left to do. */
export function createRunHandler(context: WorkerContext): RunHandler {
  const { breaker, log, metrics, nowMs } = context
  const followUp = createFollowUp(context)

  return async (run) => {
    const started = nowMs()
    const scopes = await run.take()
    if (scopes.length === 0) return { kind: 'none', scopes: 0 }
    const asked = addUp(scopes)
    const blocked = breaker.blockedMs()
    if (blocked > 0)
      throw new RetryLater(blocked, 'a server refused the last request; it is left alone for a while')
    try {
      const made = await make(run, asked, context)
      if (run.signal.aborted) throw run.signal.reason
      await settle(scopes, made)
      return report(scopes, asked, made, started)
    } catch (error) {
      throw retryOf(error)
    }
  }

  async function settle(scopes: readonly StoredScope[], made: Made): Promise<void> {
    if (breaker.succeeded()) {
      log('info', 'both servers answer again; looking at everything')
      if (made.kind === 'part')
        await context.queue.store([{ scope: { kind: 'all' }, ear: 'retry', at: nowMs() }])
    }
    await followUp.after(scopes, made.outcome, made.kind)
  }

  function report(scopes: readonly StoredScope[], asked: Asked, made: Made, started: number) {
    const { kind, outcome, widened } = made
    const milliseconds = nowMs() - started
    const changed = outcome.results.some((result) => result.outcome === 'applied')
    const lagMs = changed && asked.heardAt !== undefined ? nowMs() - asked.heardAt : undefined
    const result = resultOf(outcome, {
      kind,
      nightly: asked.nightly,
      widened,
      scopes: scopes.length,
      milliseconds,
      lagMs,
    })
    metrics.run(kind, 'done', milliseconds / 1000)
    if (lagMs !== undefined) metrics.lag(lagMs / 1000)
    for (const one of outcome.results) metrics.changes(one.change.action, one.outcome, 1)
    if (kind === 'whole') {
      const { plan } = outcome
      metrics.state({ held: plan.held.length, conflicts: plan.conflicts.length, owned: plan.owned })
    }
    const failed = outcome.results.filter(
      (one) => one.outcome === 'failed' || one.outcome === 'not-attempted',
    )
    log(failed.length > 0 ? 'warn' : 'info', 'run', {
      kind,
      ...(widened ? { widened } : {}),
      scopes: scopes.length,
      made: outcome.results.length - failed.length,
      failed: failed.length,
      held: outcome.plan.held.length,
      ms: milliseconds,
      lagMs,
    })
    for (const { change, reason } of failed) log('warn', `${change.action} ${change.address}: ${reason}`)
    if (outcome.plan.approval && kind === 'whole') {
      log(
        'warn',
        `${outcome.plan.held.length} changes are held; look with: cowherd plan; approve with: cowherd sync --approve ${outcome.plan.approval}`,
      )
    }
    return result
  }

  function retryOf(error: unknown): unknown {
    if (!(error instanceof UpstreamError)) {
      if (!(error instanceof LostLock)) metrics.run('whole', 'failed', 0)
      return error
    }
    const delayMs = breaker.failed(error)
    metrics.run('whole', 'failed', 0)
    log(
      'error',
      `${error.message} Trying again in ${Math.round(delayMs / 1000)} s, and at once when something changes.`,
      {
        side: error.side,
        code: error.code,
      },
    )
    return new RetryLater(delayMs, error.code)
  }
}

async function make(run: Run, asked: Asked, context: WorkerContext): Promise<Made> {
  const sides = context.breaker.open ? context.hasty : context.patient
  const stopRequest = stopRequestOf(run)
  if (!asked.whole) {
    try {
      const outcome = await partRun(asked.part, { ...sides, graph: context.graph }, { stopRequest })
      return { outcome, kind: 'part', widened: undefined }
    } catch (error) {
      if (!(error instanceof WideningError)) throw error
      context.metrics.widened(error.reason)
      const outcome = await wholeRun(run, false, sides, context)
      return { outcome, kind: 'whole', widened: error.reason }
    }
  }
  return { outcome: await wholeRun(run, asked.nightly, sides, context), kind: 'whole', widened: undefined }
}
