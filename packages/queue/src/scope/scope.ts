/** What one look concerns: everything, one group of the source, or one user of it. */
export type Scope =
  | { readonly kind: 'all' }
  /** `id`: the group's UUID with dashes, in lower case. */
  | { readonly kind: 'group'; readonly id: string }
  | { readonly kind: 'user'; readonly id: number }

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const groupKey = /^group-([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/
const userKey = /^user-(0|[1-9][0-9]{0,15})$/

/**
 * The one key of a scope: `all`, `group-<32 hex>` or `user-<id>`; without a colon, so that it may stand in a job id.
 * Throws a RangeError for a group id that is no UUID and a user id that is no whole number from 0 up.
 */
export function scopeKey(scope: Scope): string {
  if (scope.kind === 'all') return 'all'
  if (scope.kind === 'group') {
    const id = scope.id.toLowerCase()
    if (!uuid.test(id)) throw new RangeError('a group scope needs a UUID with dashes')
    return `group-${id.replaceAll('-', '')}`
  }
  if (!Number.isSafeInteger(scope.id) || scope.id < 0 || Object.is(scope.id, -0)) {
    throw new RangeError('a user scope needs a whole number from 0 up')
  }
  return `user-${scope.id}`
}

/** The scope of a key, or undefined for what is no key. */
export function parseScopeKey(key: string): Scope | undefined {
  if (key === 'all') return { kind: 'all' }
  const group = groupKey.exec(key)
  if (group) return { kind: 'group', id: group.slice(1).join('-') }
  const user = userKey.exec(key)
  const id = Number(user?.[1])
  return user && Number.isSafeInteger(id) ? { kind: 'user', id } : undefined
}
