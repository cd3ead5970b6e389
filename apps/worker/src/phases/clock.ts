/** Where the time of a run goes; `plan` is all that passes while no request is under way. */
export type Phase = 'read' | 'plan' | 'apply' | 'verify'

/** Milliseconds by phase; they add up to the whole time. */
export type Breakdown = Readonly<Record<Phase, number>>

/** Splits the time since it was made by what is under way at each moment. */
export interface PhaseClock {
  /** Counts the time that some work takes for a phase: a write goes before what makes sure of one, that before other readings. */
  during<Result>(phase: Exclude<Phase, 'plan'>, work: () => Promise<Result>): Promise<Result>
  /** What has passed so far. */
  breakdown(): Breakdown
}

/** @param nowMs in milliseconds, from any beginning */
export function createPhaseClock(nowMs: () => number): PhaseClock {
  const under = { apply: 0, verify: 0, read: 0 }
  const passed = { read: 0, plan: 0, apply: 0, verify: 0 }
  let counted = nowMs()

  function count(): void {
    const now = nowMs()
    const phase = (['apply', 'verify', 'read'] as const).find((one) => under[one] > 0) ?? 'plan'
    // A clock that was put back says nothing of the time that passed.
    passed[phase] += Math.max(0, now - counted)
    counted = now
  }

  return {
    async during(phase, work) {
      count()
      under[phase] += 1
      try {
        return await work()
      } finally {
        count()
        under[phase] -= 1
      }
    },
    breakdown() {
      count()
      return { ...passed }
    },
  }
}
