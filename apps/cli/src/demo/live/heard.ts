import type { RunRecord } from '@cowherd/queue'

/** By which ear something was heard. */
export type HearingEar = 'webhook' | 'event-log' | 'sweep'

/** One ear, and when it heard something. */
export interface Heard {
  readonly ear: HearingEar
  /** After the change. */
  readonly seconds: number
}

/** Runs that looked at something between two times (milliseconds since 1970), oldest first. */
export function runsWithin(records: readonly RunRecord[], from: number, to: number): RunRecord[] {
  return records
    .filter(({ taken, startedAt, finishedAt }) => taken > 0 && finishedAt >= from && startedAt <= to)
    .sort((a, b) => a.startedAt - b.startedAt)
}

/**
 * Which ears heard of some events, or of nothing in particular as a sweep does, and when each did first; in this order.
 *
 * @param since milliseconds since 1970; what was heard before has other reasons
 */
export function heardBy(
  runs: readonly RunRecord[],
  events: ReadonlySet<string>,
  since: number,
): { readonly ear: HearingEar; readonly at: number }[] {
  const first = new Map<HearingEar, number>()
  for (const { ear, eventId, at } of runs.flatMap(({ scopes }) => scopes)) {
    const hears = ear === 'sweep' || ((ear === 'webhook' || ear === 'event-log') && events.has(eventId ?? ''))
    if (hears && at >= since) first.set(ear, Math.min(at, first.get(ear) ?? at))
  }
  return [...first].map(([ear, at]) => ({ ear, at })).sort((a, b) => a.at - b.at)
}
