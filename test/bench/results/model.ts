import type { Row } from '../service/row.ts'
import type { Breakdown } from '../upstream/phases.ts'

/** Who is measured: the fewest requests, the cron script, Cowherd on each backend of its queue. */
export const columns = ['floor', 'baseline', 'embedded', 'redis', 'postgres'] as const

export type Column = (typeof columns)[number]

/** What one of them did. */
export interface Cell {
  /** The middle one of all values. */
  readonly value: number
  /** How many values there were. */
  readonly times: number
  /** The value that 95 % keep to; only where there were 20 or more. */
  readonly p95?: number
  /** Where the time went, of the run with the middle value. */
  readonly breakdown?: Breakdown
}

/** One line of the table. */
export interface Line {
  readonly what: string
  readonly unit: 'ms' | 'MB' | 'requests' | 'writes' | 'CPU ms' | '/s'
  readonly cells: Readonly<Partial<Record<Column, Cell>>>
}

/** What a part of the bench found. */
export interface Findings {
  readonly lines: readonly Line[]
  readonly targets: readonly Row[]
  /** Sentences about what the script as published does to these companies. */
  readonly missed?: readonly string[]
}

/** All of them, and where and when they were found. */
export interface Results extends Required<Findings> {
  /** ISO 8601. */
  readonly date: string
  readonly commit: string
  readonly machine: string
  /** Mean number of processes that wanted to run, over the minute before and after. */
  readonly load: { readonly before: number; readonly after: number; readonly processors: number }
  /** The command that was given. */
  readonly command: string
  /** What latencies were multiplied by. */
  readonly scale: number
}
