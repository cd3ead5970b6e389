import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import * as v from 'valibot'
import type { Account } from './account.ts'
import type { Sealer } from './seal.ts'

/** Somebody's visit, from login to logout. */
export interface Session extends Account {
  readonly id: string
  /** Milliseconds since 1970. */
  readonly until: number
}

const sessionSchema = v.strictObject({
  id: v.string(),
  name: v.string(),
  role: v.picklist(['viewer', 'operator']),
  via: v.picklist(['token', 'oidc']),
  until: v.number(),
})

/** How long a visit lasts, in milliseconds: groups are looked at again at each login by OpenID Connect. */
const lastsMs = { token: 8 * 3_600_000, oidc: 3_600_000 } as const

/** Keeps visits in signed cookies. */
export interface Sessions {
  begin(context: Context, account: Account): void
  current(context: Context): Session | undefined
  end(context: Context): void
}

/** What sessions are made of. */
export interface SessionOptions {
  readonly sealer: Sealer
  readonly nowMs: () => number
  readonly randomId: () => string
  /** Whether the browser reaches the console by https. */
  readonly secure: boolean
}

/** Makes the sessions. A restart ends all of them, as the key is made anew. */
export function createSessions({ sealer, nowMs, randomId, secure }: SessionOptions): Sessions {
  const ended = new Map<string, number>()
  const name = secure ? '__Host-cowherd' : 'cowherd'
  const attributes = { path: '/', httpOnly: true, sameSite: 'Strict', secure } as const

  function read(context: Context): Session | undefined {
    const text = sealer.open('session', getCookie(context, name) ?? '')
    if (text === undefined) return undefined
    const { id, name: person, role, via, until } = v.parse(sessionSchema, JSON.parse(text))
    return until > nowMs() && !ended.has(id) ? { id, name: person, role, via, until } : undefined
  }

  return {
    begin(context, { name: person, role, via }) {
      const session: Session = { id: randomId(), name: person, role, via, until: nowMs() + lastsMs[via] }
      setCookie(context, name, sealer.seal('session', JSON.stringify(session)), {
        ...attributes,
        maxAge: lastsMs[via] / 1000,
      })
    },
    current: read,
    end(context) {
      const session = read(context)
      const at = nowMs()
      for (const [id, until] of ended) if (until < at) ended.delete(id)
      if (session) ended.set(session.id, session.until)
      deleteCookie(context, name, attributes)
    },
  }
}
