import type { Input, Value } from './php.ts'
import type { Store } from './store/store.ts'

/** One entry of an answer to a write. */
export interface Entry {
  readonly type: 'success' | 'danger' | 'warning'
  readonly log?: readonly Value[]
  readonly msg: Value
}

/** What a write works on. */
export interface Call {
  readonly store: Store
  /** Whether a key or a session stands behind the call; adds get here without one. */
  readonly admin: boolean
  /** Entries of the answer, in order. */
  readonly entries: Entry[]
  /** Text that stands in for the error of the groupware's view update, if that is to fail. */
  readonly viewError?: string
}

/** Adds entries about one kind of object, each with the input echoed and passwords masked. */
export interface Report {
  success(msg: Value): void
  danger(msg: Value): void
  /** Ends a write that ran to its end: the groupware's views are brought up to date. */
  end(): void
}

/** Makes the reporter of a write. */
export function createReport(call: Call, action: string, type: string, input: Input): Report {
  const log: Value[] = ['mailbox', action, type, maskPasswords(input), null]
  const add = (kind: Entry['type'], msg: Value) => call.entries.push({ type: kind, log, msg })
  return {
    success: (msg) => add('success', msg),
    danger: (msg) => add('danger', msg),
    end() {
      if (call.viewError !== undefined) add('success', call.viewError)
    },
  }
}

function maskPasswords(input: Input): Value {
  if (Object.keys(input).length === 0) return []
  const masked: { [key: string]: Value } = { ...input }
  for (const name of ['password', 'password2']) {
    if (masked[name] !== undefined && masked[name] !== null) masked[name] = '*'
  }
  return isListLike(masked) ? Object.values(masked) : masked
}

/** The server echoes an object with the keys 0, 1, 2, … as a list. */
function isListLike(value: object): boolean {
  return Object.keys(value).every((key, index) => key === String(index))
}
