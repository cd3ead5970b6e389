import type { ApiKey } from './request/keys.ts'
import type { Sessions } from './request/sessions.ts'
import type { Store } from './store/store.ts'

/** One simulated server: its data, its keys and what it says of itself. */
export interface Server {
  readonly store: Store
  readonly sessions: Sessions
  keys: readonly ApiKey[]
  readonly version: string
  /** ISO time. */
  readonly startedAt: string
}
