import type { StoredScope } from '@cowherd/queue'
import type { PartRequest } from '@cowherd/reconcile'

/** What the scopes of a run ask for, all together. */
export interface Asked {
  /** How many scopes. */
  readonly scopes: number
  /** Everything has to be looked at. */
  readonly whole: boolean
  readonly nightly: boolean
  readonly part: PartRequest
  /** When the earliest of them was heard, in milliseconds since 1970; undefined without an event. */
  readonly heardAt: number | undefined
}

/** Adds up scopes. */
export function addUp(scopes: readonly StoredScope[]): Asked {
  const groups = new Map<string, boolean>()
  const users = new Set<number>()
  for (const { scope, deleted } of scopes) {
    if (scope.kind === 'group') groups.set(scope.id, (groups.get(scope.id) ?? false) || deleted === true)
    if (scope.kind === 'user') users.add(scope.id)
  }
  const heard = scopes.filter(({ ear }) => ear === 'webhook' || ear === 'event-log').map(({ at }) => at)
  return {
    scopes: scopes.length,
    whole: scopes.some(({ scope }) => scope.kind === 'all'),
    nightly: scopes.some(({ nightly }) => nightly === true),
    part: { groups, users },
    heardAt: heard.length > 0 ? Math.min(...heard) : undefined,
  }
}
