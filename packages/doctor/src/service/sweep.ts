import type { Verdict } from '../check/check.ts'
import { ok, problem, skipped, warning } from '../check/verdict.ts'
import type { ServiceSigns } from './signs.ts'

/** A sweep may take so long or be put off by others, in milliseconds. */
const graceMs = 600_000

/** Whether everything was looked at lately. */
export function judgeLastSweep(
  signs: ServiceSigns | undefined,
  nowMs: number,
  sweepEveryMs: number,
): Verdict {
  if (!signs) return skipped('No service of this installation runs here.')
  const { lastSweep } = signs
  const fix =
    'Look at the service’s log for failed runs; have one made now with: cowherd sweep, and see what it says.'
  if (!lastSweep) return warning('None has ended since the queue was made.', fix)
  const ageMs = nowMs - lastSweep.at
  const minutes = Math.max(0, Math.round(ageMs / 60_000))
  if (ageMs > 2 * sweepEveryMs + graceMs) {
    return problem(`The last one ended ${minutes} min ago.`, fix)
  }
  if (lastSweep.failed > 0) {
    return warning(
      `The last one, ${minutes} min ago, left ${lastSweep.failed} changes undone.`,
      'See why with: cowherd plan, and in the service’s log.',
    )
  }
  return ok(`The last one ended ${minutes} min ago.`)
}
