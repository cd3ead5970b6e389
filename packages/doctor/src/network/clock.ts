import type { Verdict } from '../check/check.ts'
import { ok, problem, skipped, warning } from '../check/verdict.ts'

/** What a clock may be off, in milliseconds: the Date header counts in seconds and an answer takes its time. */
const toleratedMs = 60_000
const dayMs = 86_400_000

/**
 * Whether a server's clock agrees with ours.
 *
 * @param serverTime of its Date header
 * @param at our time when the answer was there
 */
export function judgeClock(server: string, serverTime: Date | undefined, at: Date): Verdict {
  if (!serverTime) return skipped(`${server} does not tell its time.`)
  const offMs = at.getTime() - serverTime.getTime()
  const off = Math.abs(offMs)
  if (off <= toleratedMs) return ok('It agrees with the one of this machine.')
  const direction = offMs > 0 ? 'behind' : 'ahead of'
  const reason = `The clock of ${server} is ${describe(off)} ${direction} the one of this machine.`
  const fix = 'Set both by NTP: deletions are counted in days, and certificates and tokens end by the clock.'
  return off >= dayMs ? problem(reason, fix) : warning(reason, fix)
}

function describe(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 120) return `${minutes} min`
  const hours = Math.round(ms / 3_600_000)
  return hours < 48 ? `${hours} h` : `${Math.round(ms / dayMs)} days`
}
