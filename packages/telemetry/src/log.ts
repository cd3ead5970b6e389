/** How much a line matters, least first. */
export const logLevels = ['debug', 'info', 'warn', 'error'] as const
export type LogLevel = (typeof logLevels)[number]

/** Ids, counts and reasons that belong to a line; never a secret. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>

/** Writes one line of the log. */
export type Log = (level: LogLevel, message: string, fields?: LogFields) => void

/** How lines are written. */
export interface LogOptions {
  /** Lines that matter less are left out. */
  readonly level: LogLevel
  /** JSON for programs, one line of text for people. */
  readonly format: 'json' | 'text'
  readonly write: (line: string) => void
  readonly now: () => Date
}

/** A log with one line for each message. */
export function createLog({ level, format, write, now }: LogOptions): Log {
  const least = logLevels.indexOf(level)
  return (lineLevel, message, fields = {}) => {
    if (logLevels.indexOf(lineLevel) < least) return
    const time = now().toISOString()
    if (format === 'json') {
      write(`${JSON.stringify({ time, level: lineLevel, message, ...fields })}\n`)
      return
    }
    const told = Object.entries(fields).flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}=${value}`],
    )
    write(`${[time.slice(11, 19), lineLevel.padEnd(5), message, ...told].join(' ')}\n`)
  }
}
