import { cellOf, type Sample } from './cell.ts'
import type { Column, Line } from './model.ts'

/** Samples of one line, by who was measured. */
export type Samples = Partial<Record<Column, readonly Sample[]>>

/** The cells of a line; who has no sample has no cell. */
export function cellsOf(samples: Readonly<Samples>): Line['cells'] {
  const found = Object.entries(samples).filter(([, all]) => all.length > 0)
  return Object.fromEntries(found.map(([column, all]) => [column, cellOf(all)]))
}
