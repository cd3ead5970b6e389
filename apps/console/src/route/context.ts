import type { Log } from '@cowherd/telemetry'
import type { Context, Hono } from 'hono'
import type { OidcLogin } from '../access/oidc.ts'
import type { Sealer } from '../access/seal.ts'
import type { Session, Sessions } from '../access/sessions.ts'
import type { Tokens } from '../access/token.ts'
import type { ConsoleActions, ConsoleData } from '../data/port.ts'
import type { Turns } from '../live/turns.ts'

/** What the console is made of. */
export interface ConsoleOptions {
  readonly data: ConsoleData
  readonly actions: ConsoleActions
  readonly tokens: Tokens
  /** Undefined where nobody logs in by OpenID Connect. */
  readonly oidc: OidcLogin | undefined
  /** Where browsers reach the console; undefined where that is the address it listens on. */
  readonly publicUrl: string | undefined
  /** Signs cookies and forms: 32 random octets. */
  readonly key: Uint8Array
  readonly randomId: () => string
  readonly nowMs: () => number
  readonly log: Log
  readonly version: string
}

/** What every route works with. */
export interface RouteContext extends ConsoleOptions {
  readonly sealer: Sealer
  readonly sessions: Sessions
  readonly turns: Turns
  /** What became of somebody's last form, until they have seen it. */
  readonly messages: Map<string, { readonly ok: boolean; readonly text: string }>
}

/** What requests carry besides themselves. */
export interface Env {
  readonly Variables: { session: Session }
}

export type App = Hono<Env>
export type Request = Context<Env>
