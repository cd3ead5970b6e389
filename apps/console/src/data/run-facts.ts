import type { RunRecord, StoredScope } from '@cowherd/queue'
import * as v from 'valibot'

const number = v.fallback(v.number(), 0)
const resultSchema = v.object({
  kind: v.fallback(v.string(), 'none'),
  nightly: v.fallback(v.boolean(), false),
  made: v.fallback(v.record(v.string(), v.number()), {}),
  applied: number,
  failed: number,
  held: number,
  approval: v.fallback(v.nullable(v.string()), null),
  conflicts: number,
  unchanged: number,
  lagMs: v.fallback(v.nullable(v.number()), null),
  paused: v.fallback(v.boolean(), false),
})

/** What a run left with the queue; zeros for what it does not tell. */
export type RunFacts = v.InferOutput<typeof resultSchema>

/** Reads the result of a run; every version of it that can be in the queue. Never throws. */
export function runFacts({ result }: Pick<RunRecord, 'result'>): RunFacts {
  const parsed = v.safeParse(resultSchema, result)
  return parsed.success ? parsed.output : v.parse(resultSchema, {})
}

/** The newest run that looked at everything and came to its end. */
export function lastWhole(runs: readonly RunRecord[]): RunRecord | undefined {
  return runs.find((run) => run.outcome === 'done' && runFacts(run).kind === 'whole')
}

/** When the newest event was heard that a finished run took, in milliseconds since 1970. */
export function lastHeardAt(runs: readonly RunRecord[]): number | undefined {
  const isEvent = ({ ear }: StoredScope) => ear === 'webhook' || ear === 'event-log'
  const times = runs.flatMap(({ scopes }) => scopes.filter(isEvent).map(({ at }) => at))
  return times.length > 0 ? Math.max(...times) : undefined
}

/** How long the newest change took from being heard to being right, in milliseconds. */
export function lastLagMs(runs: readonly RunRecord[]): number | undefined {
  for (const run of runs) {
    const { lagMs } = runFacts(run)
    if (lagMs !== null) return lagMs
  }
  return undefined
}
