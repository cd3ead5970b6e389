import type { Ear, Scope, StoredScope } from '@cowherd/queue'

/** A webhook's scope of one user, stored now. */
export function user(id: number, more: Partial<StoredScope> = {}): StoredScope {
  return { scope: { kind: 'user', id }, ear: 'webhook', at: Date.now(), ...more }
}

/** A webhook's scope of one group, stored now. */
export function group(number: number, more: Partial<StoredScope> = {}): StoredScope {
  const id = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
  return { scope: { kind: 'group', id }, ear: 'webhook', at: Date.now(), ...more }
}

/** The scope `all`, stored now. */
export function all(ear: Ear): StoredScope {
  return { scope: { kind: 'all' }, ear, at: Date.now() }
}

/** The ids of those scopes that are users. */
export function userIds(scopes: readonly StoredScope[]): number[] {
  const scopesOnly: Scope[] = scopes.map(({ scope }) => scope)
  return scopesOnly.flatMap((scope) => (scope.kind === 'user' ? [scope.id] : []))
}
