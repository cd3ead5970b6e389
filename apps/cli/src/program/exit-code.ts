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
