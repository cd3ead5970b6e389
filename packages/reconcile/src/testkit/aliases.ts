import {
  type Alias,
  type AliasContent,
  type Change,
  contentOf,
  type Flags,
  formatMarker,
} from '@cowherd/plan'

/** The id of the n-th group. */
export function groupId(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
}

/** Flags as Cowherd sets them by default. */
export const flags: Flags = { active: true, internal: false, senderAllowed: false, sogoVisible: true }

/** An alias of example.org with the marker of owner `main` for the n-th group; the alias `board` of `[u1]` unless given otherwise. */
export function aliasOf(id: number, facts: Partial<Alias> & { readonly group?: number } = {}): Alias {
  const { group = id, ...rest } = facts
  return {
    id,
    address: 'board@example.org',
    goto: ['u1@example.org'],
    flags,
    privateComment: formatMarker({ owner: 'main', group: groupId(group) }),
    publicComment: '',
    modified: '',
    ...rest,
  }
}

/** What differs of an alias. */
type Wish = Partial<Omit<AliasContent, 'flags'>> & { readonly flags?: Partial<Flags> }

/** Brings an alias to what differs; undefined deletes it. */
export function changeOf(alias: Alias, wish: Wish | undefined, facts: Partial<Change> = {}): Change {
  const before = contentOf(alias)
  const after = wish && { ...before, ...wish, flags: { ...before.flags, ...wish.flags } }
  return {
    ...blank,
    action: after ? 'update' : 'delete',
    id: alias.id,
    address: after?.address ?? before.address,
    current: alias,
    before,
    after,
    membersBefore: before.members.length,
    ...facts,
  }
}

/** Makes a new alias. */
export function creationOf(address: string, facts: Partial<Change> = {}): Change {
  return { ...blank, action: 'create', address, after: { ...contentOf(aliasOf(0)), address }, ...facts }
}

const blank: Change = {
  action: 'create',
  id: undefined,
  address: '',
  group: { id: groupId(1), name: 'Board' },
  current: undefined,
  before: undefined,
  after: undefined,
  add: [],
  remove: [],
  membersBefore: 0,
  lossCounts: true,
  reason: 'a test',
  rule: undefined,
  policy: 'sync',
  takesAddressAway: false,
  dependsOn: [],
  exchange: undefined,
  unconfirmed: false,
  fallback: undefined,
}
