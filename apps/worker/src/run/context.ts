import type { Queue } from '@cowherd/queue'
import type { Graph, PartRunContext, SyncContext } from '@cowherd/reconcile'
import type { Log, Metrics } from '@cowherd/telemetry'
import type { Breaker } from '../breaker/breaker.ts'
import type { RunWatch } from './watch.ts'

/** Both sides, whole and by piece, with everything else that runs need. */
export type Sides = SyncContext & Pick<PartRunContext, 'pieces'>

/** What the runs of a worker work with. */
export interface WorkerContext {
  readonly queue: Pick<Queue, 'store' | 'later'>
  readonly graph: Graph
  /** Both sides as they are now: patient ones wait while a side is away, hasty ones give up soon. Asked for each run. */
  readonly sides: (patience: 'patient' | 'hasty') => Sides
  readonly breaker: Breaker
  readonly log: Log
  readonly metrics: Metrics
  /** Looks on; nobody where it is left out. */
  readonly watch?: RunWatch
  /** Milliseconds since 1970. */
  readonly nowMs: () => number
  /** A name that nothing has. */
  readonly randomName: () => string
  readonly timing: WorkerTiming
}

/** All in milliseconds. */
export interface WorkerTiming {
  /** After an event that changed nothing, look once more: its last step may not have been there yet. */
  readonly secondLookMs: number
  /** First pause before a change that failed is tried again; doubles up to `retryMaxMs`. */
  readonly retryMs: number
  readonly retryMaxMs: number
  /** A whole reading older than this is not believed before a write: the group is read again. */
  readonly staleMs: number
}

/** What the design measured as enough. */
export const defaultTiming: WorkerTiming = {
  secondLookMs: 5_000,
  retryMs: 5_000,
  retryMaxMs: 600_000,
  staleMs: 30_000,
}
