import type { MatcherKey } from './object.ts'

/** Event matchers in the order of their bindings. */
export const matcherKeys: readonly MatcherKey[] = [
  'group-created',
  'group-updated',
  'group-deleted',
  'user-created',
  'user-updated',
  'user-deleted',
]

/** What all objects of one installation are called in Authentik; the owner is part of every name. */
export interface SetupNames {
  readonly role: string
  readonly group: string
  readonly account: string
  readonly token: string
  /** The token that is to take the place of the other, while it is being changed. */
  readonly nextToken: string
  readonly body: string
  readonly headers: string
  readonly transport: string
  readonly rule: string
  readonly matcher: (key: MatcherKey) => string
}

/**
 * The names for one owner.
 *
 * @throws RangeError for what is no owner's name: 1 to 32 characters of a-z, 0-9 and -
 */
export function setupNames(owner: string): SetupNames {
  if (!/^[a-z0-9-]{1,32}$/.test(owner))
    throw new RangeError('the owner is 1 to 32 characters of a-z, 0-9 and -')
  const prefix = `cowherd-${owner}`
  return {
    role: `${prefix}-reader`,
    group: prefix,
    account: prefix,
    token: `${prefix}-api`,
    nextToken: `${prefix}-api-next`,
    body: `${prefix}-body`,
    headers: `${prefix}-headers`,
    transport: `${prefix}-webhook`,
    rule: `${prefix}-rule`,
    matcher: (key) => `${prefix}-${key}`,
  }
}
