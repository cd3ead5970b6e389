/** What a run looks at. */
export type Scope =
  | { readonly kind: 'all' }
  /** `id`: uuid, lower case, with dashes */
  | { readonly kind: 'group'; readonly id: string }
  /** `id`: the number that Authentik gave the user */
  | { readonly kind: 'user'; readonly id: number }

/** A scope as the queue keeps it. Holds ids alone. */
export interface StoredScope {
  readonly scope: Scope
  readonly ear: 'webhook'
  /** uuid of the event that Authentik notified of */
  readonly eventId?: string
  /** time of receipt, in milliseconds since 1970 */
  readonly at: number
  /** the event says that the group or user was deleted */
  readonly deleted?: boolean
}
