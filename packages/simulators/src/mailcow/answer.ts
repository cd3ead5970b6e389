/** An answer before its headers: an object to show, or nothing. */
export interface Answer {
  readonly status: number
  /** JSON text, or `""`. */
  readonly body: string
  /** Whether the call ran to its end: the session's messages are then done with. */
  readonly ended: boolean
}

/** An answer that ends the call early: `{type, msg}`. */
export function refuse(status: number, msg: string): Answer {
  return { status, body: JSON.stringify({ type: 'error', msg }), ended: false }
}

/** Nothing to say: 200 with an empty body. */
export const SILENCE: Answer = { status: 200, body: '', ended: true }

/** The answer to a read; nothing found, also an empty list, is an empty object. */
export function show(value: unknown): Answer {
  const found = value !== undefined && !(Array.isArray(value) && value.length === 0)
  return { status: 200, body: found ? JSON.stringify(value, null, 4) : '{}', ended: true }
}
