/** What somebody may do: a viewer looks, an operator also decides. */
export type Role = 'viewer' | 'operator'

/** Somebody who is logged in. */
export interface Account {
  /** As decisions name them. */
  readonly name: string
  readonly role: Role
  readonly via: 'token' | 'oidc'
}
