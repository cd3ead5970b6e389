import type { ChangeResult, Report } from '@cowherd/reconcile'

/** Exit codes of all commands. */
export const exitCodes = {
  done: 0,
  error: 1,
  /** With `plan --detailed-exitcode`: there is something to change. */
  changes: 2,
  /** Something waits for a person's word. */
  held: 3,
  /** Wrong usage or wrong settings, found before any request. */
  usage: 64,
} as const

/** One of the exit codes. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** The exit code that a report stands for. */
export function exitCodeOf(report: Report, strict: boolean): ExitCode {
  const { plan, results, paused, approval } = report
  if (results.some(isUndone) || report.recorded === false) return exitCodes.error
  if (strict && plan.conflicts.length + plan.warnings.length > 0) return exitCodes.error
  const refused = approval === 'other-digest' || approval === 'expired'
  return paused || refused || plan.held.length > 0 ? exitCodes.held : exitCodes.done
}

/** Whether a change was to be made and is not; one that a newer reading took over is not ours to make. */
export function isUndone({ outcome }: ChangeResult): boolean {
  return outcome === 'failed' || outcome === 'not-attempted'
}
