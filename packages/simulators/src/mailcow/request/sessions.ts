import type { Entry } from '../call.ts'

/** A session of the server. The cookie alone, without the key, has the access of the call that made it. */
export interface Session {
  readonly id: string
  /** Access of the last key that was sent along; undefined before the first. */
  access: 'rw' | 'ro' | undefined
  /** Messages that no answer has carried yet. */
  entries: Entry[]
  lastSeenMs: number
}

/** The sessions of a server. */
export interface Sessions {
  /** The session of a request, and whether the answer has to set its cookie. */
  open(request: Request): { readonly session: Session; readonly fresh: boolean }
}

const LIFETIME_MS = 10_800_000
const SESSIONS_MAX = 1000

/** Makes an empty list of sessions; it forgets the oldest one beyond a thousand. */
export function createSessions(clock: () => Date): Sessions {
  const sessions = new Map<string, Session>()
  let opened = 0

  function store(id: string): Session {
    const session: Session = { id, access: undefined, entries: [], lastSeenMs: clock().getTime() }
    sessions.set(id, session)
    const oldest = sessions.size > SESSIONS_MAX ? sessions.keys().next().value : undefined
    if (oldest !== undefined) sessions.delete(oldest)
    return session
  }

  return {
    open(request) {
      const id = /(?:^|;\s*)MCSESSID=([^;\s]+)/.exec(request.headers.get('Cookie') ?? '')?.[1]
      if (id === undefined) {
        opened += 1
        return { session: store(opened.toString(16).padStart(32, '0')), fresh: true }
      }
      const known = sessions.get(id)
      const nowMs = clock().getTime()
      if (!known || nowMs - known.lastSeenMs > LIFETIME_MS) return { session: store(id), fresh: false }
      known.lastSeenMs = nowMs
      return { session: known, fresh: false }
    },
  }
}
