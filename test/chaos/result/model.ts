import type { Backend } from '../installation/site.ts'

/** What one run of chaos came to. */
export interface Result {
  /** ISO 8601, of its begin. */
  readonly date: string
  readonly commit: string
  readonly machine: string
  readonly backend: Backend
  readonly seed: number
  /** Asked for and really taken. */
  readonly minutes: number
  readonly tookSeconds: number
  readonly cycles: number
  readonly faults: Readonly<Record<string, number>>
  readonly changes: Readonly<Record<string, number>>
  readonly webhooks: { readonly delivered: number; readonly refused: number; readonly lost: number }
  readonly runs: number
  readonly writes: number
  readonly aliasStates: number
  readonly restarts: { readonly starts: number; readonly endedByThemselves: number; readonly failed: number }
  /** Names of faults that have no place on this machine or backend. */
  readonly skipped: readonly string[]
  /** In milliseconds after the faults had ended; the slowest of all cycles. */
  readonly longestLeaverStayMs: number
  readonly leaverBoundMs: number
  readonly longestUntilRightMs: number
  readonly wrong: readonly Wrong[]
}

/** Something that must not be. */
export interface Wrong {
  readonly kind: WrongKind
  readonly cycle: number
  readonly what: readonly string[]
  /** What happened in that cycle, in its order. */
  readonly history: readonly string[]
}

export type WrongKind = 'wrong final state' | 'foreign alias touched' | 'list robbed' | 'leaver stayed'
