import type { Findings, Results } from './model.ts'

/**
 * What several measurements found, one after the other.
 *
 * @throws Error where they were made on different machines or with other latencies: one table must not mix them
 */
export function joinResults(all: readonly Results[]): Required<Findings> {
  const kinds = new Set(all.map(({ machine, scale }) => `${machine}, latencies × ${scale}`))
  if (kinds.size > 1) throw new Error(`measurements that do not go into one table: ${[...kinds].join('; ')}`)
  return {
    lines: all.flatMap(({ lines }) => lines),
    targets: all.flatMap(({ targets }) => targets),
    missed: all.flatMap(({ missed }) => missed),
  }
}
