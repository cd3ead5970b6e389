import type { Outcome, Report, WideningCause } from '@cowherd/reconcile'
import type { Breakdown } from '../phases/clock.ts'
import type { Asked } from './request.ts'

/** A run that came to its end. */
export interface FinishedRun {
  /** The name under which its changes are written down. */
  readonly name: string
  readonly kind: 'part' | 'whole'
  readonly outcome: Outcome
  /** What a run over everything read; undefined for a part. */
  readonly reading: Report['reading'] | undefined
  readonly asked: Asked
  readonly widened: WideningCause | undefined
  /** Where its time went; undefined for a run within another one, which counts it. */
  readonly phases: Breakdown | undefined
  /** In milliseconds since 1970. */
  readonly startedAt: number
  readonly endedAt: number
}
