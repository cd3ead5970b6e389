export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

export type LogFields = Readonly<Record<string, string | number>>

/** Writes one line of the log. Gets ids, statuses and reasons, never a secret or a part of a body. */
export type Log = (level: LogLevel, message: string, fields?: LogFields) => void

/** Why something failed, fit for one line of a log: short, without control characters and without the credentials of a URL. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error)
  const line = text.replace(/[\p{Cc}\s]+/gu, ' ').trim()
  return line.replace(/(\w:\/\/)[^\s/]*@/g, '$1***@').slice(0, 300)
}
