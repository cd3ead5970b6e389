import { pino } from 'pino'
import { maskAddresses } from './mask.ts'
import { lineOfText } from './text.ts'

/**
 * How much a line matters, least first. debug: each event. info: what was done. warn: what a person should look at some
 * day. error: what does not work now.
 */
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
  /** Whether mail addresses are shown; masked by default. */
  readonly addresses?: boolean
  readonly write: (line: string) => void
  readonly now: () => Date
}

/** Names under which no field is ever shown: a last resort, nobody should write one. */
const secretFields = ['authorization', 'password', 'secret', 'token']

/** A log with one line for each message. */
export function createLog({ level, format, addresses = false, write, now }: LogOptions): Log {
  const logger = pino(
    {
      level,
      base: null,
      messageKey: 'message',
      timestamp: () => `,"time":"${now().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: secretFields, censor: '***' },
    },
    { write: format === 'json' ? write : (line) => write(lineOfText(line)) },
  )
  const shown = addresses ? (text: string) => text : maskAddresses
  return (lineLevel, message, fields = {}) => {
    if (!logger.isLevelEnabled(lineLevel)) return
    const masked = Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? shown(value) : value,
    ])
    logger[lineLevel](Object.fromEntries(masked), shown(message))
  }
}
