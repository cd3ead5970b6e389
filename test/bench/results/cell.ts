import { quantile } from '../service/row.ts'
import type { Breakdown } from '../upstream/phases.ts'
import type { Cell } from './model.ts'

/** One measured value, in the unit of its line. */
export interface Sample {
  readonly value: number
  readonly breakdown?: Breakdown
}

/** Sums up samples, of which there is at least one. */
export function cellOf(samples: readonly Sample[]): Cell {
  const sorted = [...samples].sort((a, b) => a.value - b.value)
  const middle = sorted[Math.floor(sorted.length / 2)]
  if (!middle) throw new Error('nothing was measured')
  const values = sorted.map(({ value }) => value)
  return {
    value: middle.value,
    times: samples.length,
    ...(values.length >= 20 ? { p95: quantile(values, 0.95) } : {}),
    ...(middle.breakdown ? { breakdown: middle.breakdown } : {}),
  }
}
