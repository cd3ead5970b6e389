import type { Condition } from '@cowherd/notices'
import type { Values } from '@cowherd/reconcile'
import type { Log, Metrics } from '@cowherd/telemetry'
import type { FinishedRun } from '../run/finished.ts'
import type { RunWatch } from '../run/watch.ts'
import { failingCondition, hearingCondition, planConditions } from './conditions.ts'
import { createDriftWatch } from './drift.ts'
import { afterFailure, afterSuccess, readStanding, type Standing, writeStanding } from './standing.ts'

/** What a watch works with. */
export interface WatchContext {
  /** Durable, shared by all workers. */
  readonly values: Values
  readonly owner: string
  readonly log: Log
  readonly metrics: Pick<Metrics, 'drift'>
  /** Milliseconds since 1970. */
  readonly nowMs: () => number
  /** When the last webhook came, over all receivers, and when this worker read the event log; undefined where it does not. */
  readonly hearing: () => Promise<{
    readonly webhookAt: number
    readonly eventLogAt: number | undefined
  }>
  /** Told how things stand; does nothing where nobody wants to know. */
  readonly tell: ((conditions: readonly Condition[]) => Promise<void>) | undefined
}

interface Known {
  readonly standing: Standing
  readonly webhookAt: number
  readonly readsLog: boolean
}

/** The store may keep a run waiting for so long, in milliseconds. */
const limitMs = 2_000

/** Keeps what all processes of an installation show of it, and has people told of what they should know. */
export function createRunWatch(context: WatchContext): RunWatch {
  const { values, owner, metrics, nowMs, tell } = context
  const drift = createDriftWatch(values, owner)
  const startedAt = nowMs()

  async function keep(change: (before: Standing) => Standing): Promise<Known> {
    const [before, { webhookAt, eventLogAt }] = await Promise.all([readStanding(values), context.hearing()])
    const standing = { ...change(before), eventLogAt: Math.max(before.eventLogAt, eventLogAt ?? 0) }
    await writeStanding(values, standing)
    return { standing, webhookAt, readsLog: eventLogAt !== undefined }
  }

  function conditionsOf({ standing, webhookAt, readsLog }: Known, error: Error | undefined): Condition[] {
    const now = nowMs()
    const failing = failingCondition(standing, error, now)
    const hearing = { webhookAt, eventLogAt: standing.eventLogAt }
    return [...(failing ? [failing] : []), ...(readsLog ? [hearingCondition(hearing, startedAt, now)] : [])]
  }

  async function done(run: FinishedRun, live: readonly FinishedRun[]): Promise<void> {
    const results = [...run.outcome.results, ...live.flatMap(({ outcome }) => outcome.results)]
    if (!run.reading) await drift.part(results)
    else metrics.drift(await drift.whole(run.reading.target.aliases, results))
    const known = await keep((before) => afterSuccess(before, run, owner))
    const plan = run.kind === 'whole' ? planConditions(run.outcome.plan) : []
    await tell?.([...plan, ...conditionsOf(known, undefined)])
  }

  async function failed(error: Error): Promise<void> {
    const known = await keep((before) => afterFailure(before, nowMs()))
    await tell?.(conditionsOf(known, error))
  }

  async function bounded(work: Promise<void>): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const limit = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, limitMs)
    })
    const quiet = work.catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error)
      context.log('warn', `How things stand could not be kept: ${reason}`)
    })
    await Promise.race([quiet, limit])
    clearTimeout(timer)
  }

  return {
    done: (run, live) => bounded(done(run, live)),
    failed: (error) => bounded(failed(error)),
  }
}
