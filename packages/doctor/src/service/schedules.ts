import type { Verdict } from '../check/check.ts'
import { ok, problem, warning } from '../check/verdict.ts'
import type { ServiceSigns } from './signs.ts'

/** A regular sweep that is so late was not begun by anybody, in milliseconds. */
const lateMs = 180_000
/** An event that waits so long is not worked on, in milliseconds. */
const stuckMs = 120_000
const start = 'Start it with "cowherd serve" (or "cowherd worker" where receivers run by themselves).'

/** Whether a service works, by its schedules and what waits. */
export function judgeSchedules(signs: ServiceSigns | undefined, nowMs: number): Verdict {
  if (!signs) return warning('No service of this installation runs here.', start)
  const { schedules, inbox, oldestMs } = signs
  const missing = ['sweep', 'nightly'].filter((name) => !schedules.some((one) => one.name === name))
  if (missing.length > 0) {
    return problem(
      `Not registered: ${missing.join(' and ')}; nobody would notice what leaves no event.`,
      `Restart the service: it registers them at its start. ${start}`,
    )
  }
  const late = schedules.filter(({ nextAt }) => nextAt < nowMs - lateMs)
  if (late.length > 0) {
    return problem(`Overdue: ${late.map(({ name }) => name).join(' and ')}; no worker is at work.`, start)
  }
  if (oldestMs !== null && oldestMs > stuckMs) {
    return problem(
      `${inbox} scopes wait, the oldest for ${Math.round(oldestMs / 60_000)} min.`,
      `Look at the service's log: a server that is away, or a run that does not end. ${start}`,
    )
  }
  return ok(`Running; ${schedules.map(({ name }) => name).join(' and ')} are registered.`)
}
