import { HandBack, LostLock, RetryLater, type Run, type RunHandler, type StoredScope } from '@cowherd/queue'
import {
  type ChangeRecorder,
  type Outcome,
  partRun,
  type Report,
  type WideningCause,
  WideningError,
} from '@cowherd/reconcile'
import { UpstreamError } from '@cowherd/upstream'
import { type Breakdown, createPhaseClock } from '../phases/clock.ts'
import { withPhases } from '../phases/sides.ts'
import type { WorkerContext } from './context.ts'
import type { FinishedRun } from './finished.ts'
import { createFollowUp } from './follow-up.ts'
import { createLease } from './lease.ts'
import type { LiveRun } from './live.ts'
import type { OpenRecorder } from './record.ts'
import { type Asked, addUp } from './request.ts'
import { stopRequestOf } from './stop.ts'
import { tellRun, tellStopped } from './tell.ts'
import { askAgain, createWay } from './way.ts'
import { wholeRun } from './whole.ts'

interface Made {
  readonly outcome: Outcome
  readonly kind: 'part' | 'whole'
  readonly reading: Report['reading'] | undefined
  readonly widened: WideningCause | undefined
  readonly live: readonly LiveRun[]
  /** What it left to a run that is still to come. */
  readonly left: readonly StoredScope[]
  readonly phases: Breakdown
}

/**
 * Makes the runs of a worker: takes the scopes, looks at what they concern, and sees to what is left to do.
 *
 * @param openRecorder what writes down the changes of each run
 */
export function createRunHandler(context: WorkerContext, openRecorder?: OpenRecorder): RunHandler {
  const { breaker, log, metrics, nowMs, watch } = context
  const followUp = createFollowUp(context)

  return async (run) => {
    const startedAt = nowMs()
    const name = context.randomName()
    const scopes = await run.take()
    if (scopes.length === 0) return { kind: 'none', scopes: 0 }
    const asked = addUp(scopes)
    const blocked = breaker.blockedMs()
    if (blocked > 0)
      throw new RetryLater(blocked, 'a server refused the last request; it is left alone for a while')
    try {
      const made = await make(run, asked, scopes, context, openRecorder?.(scopes, name), openRecorder)
      if (run.signal.aborted) {
        tellStopped(made, context)
        throw run.signal.reason
      }
      const live = made.live.map(finishedLive)
      await settle(scopes, made, live)
      const finished = { ...made, name, asked, startedAt, endedAt: nowMs() }
      await watch?.done(finished, live)
      return tellRun(finished, context)
    } catch (error) {
      const retry = retryOf(error)
      if (isFailure(error)) await watch?.failed(error instanceof Error ? error : new Error(String(error)))
      throw retry
    }
  }

  async function settle(
    scopes: readonly StoredScope[],
    { outcome, kind, live, left }: Made,
    finished: readonly FinishedRun[],
  ): Promise<void> {
    if (breaker.succeeded()) {
      log('info', 'both servers answer again; looking at everything')
      if (kind === 'part') await context.queue.store([{ scope: { kind: 'all' }, ear: 'retry', at: nowMs() }])
    }
    if (left.length > 0) {
      log('info', 'something was heard: joiners are left to the next run')
      await context.queue.store(left)
    }
    await followUp.after(scopes, outcome, kind)
    for (const one of live) await followUp.after(one.scopes, one.report, 'part')
    for (const one of finished) tellRun(one, context)
  }

  function retryOf(error: unknown): unknown {
    if (!(error instanceof UpstreamError)) {
      if (!isFailure(error)) return error
      metrics.run('whole', 'failed', 0)
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
      log('error', `A run failed by a fault of Cowherd's own; its scopes are looked at again: ${reason}`)
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

async function make(
  taken: Run,
  asked: Asked,
  scopes: readonly StoredScope[],
  context: WorkerContext,
  recorder: ChangeRecorder | undefined,
  openRecorder: OpenRecorder | undefined,
): Promise<Made> {
  const phases = createPhaseClock(context.nowMs)
  const chosen = withPhases(context.sides(context.breaker.open ? 'hasty' : 'patient'), phases)
  const { run, writer } = createLease(taken, chosen.writer)
  const sides = { ...chosen, writer, recorder }
  let widened: WideningCause | undefined
  if (!asked.whole) {
    try {
      const stopRequest = stopRequestOf(run)
      const way = createWay(run.waiting, context.nowMs)
      const options = { stopRequest, isSuperseded: way.gives }
      const outcome = await partRun(asked.part, { ...sides, graph: context.graph }, options)
      const left = askAgain(way.left, scopes)
      const rest = { reading: undefined, widened, live: [], phases: phases.breakdown() }
      return { outcome, kind: 'part', left, ...rest }
    } catch (error) {
      if (!(error instanceof WideningError)) throw error
      widened = error.reason
      context.metrics.widened(error.reason)
    }
  }
  const { report, live, gaveWay } = await wholeRun(run, asked, sides, context, openRecorder)
  return {
    ...{ outcome: report, kind: 'whole', reading: report.reading, widened, live },
    left: gaveWay ? scopes : [],
    phases: phases.breakdown(),
  }
}

function finishedLive({ scopes, report, ...run }: LiveRun): FinishedRun {
  const unknown = { reading: undefined, widened: undefined, phases: undefined }
  return { ...run, ...unknown, kind: 'part', outcome: report, asked: addUp(scopes) }
}

/** Neither another worker's run now, nor one that is put off. */
function isFailure(error: unknown): boolean {
  return !(error instanceof LostLock || error instanceof HandBack || error instanceof RetryLater)
}
