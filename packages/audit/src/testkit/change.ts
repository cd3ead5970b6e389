import type { AliasContent, Change } from '@cowherd/plan'
import type { ChangeResult } from '@cowherd/reconcile'

/** An alias with members by name, at example.org. */
export function contentOf(address: string, members: readonly string[], active = true): AliasContent {
  return {
    address: `${address}@example.org`,
    members: members.map((member) => `${member}@example.org`),
    flags: { active, internal: false, senderAllowed: false, sogoVisible: true },
    privateComment: 'cowherd owner=main group=g',
    publicComment: '',
  }
}

/** A change of alias 7, unless told otherwise. */
export function changeOf(
  before: AliasContent | undefined,
  after: AliasContent | undefined,
  facts: Partial<Change> = {},
): Change {
  return {
    action: before ? 'update' : 'create',
    id: before ? 7 : undefined,
    address: (after ?? before)?.address ?? '',
    group: { id: '00000000-0000-4000-8000-000000000001', name: 'Devs' },
    current: undefined,
    before,
    after,
    add: [],
    remove: [],
    membersBefore: before?.members.length ?? 0,
    lossCounts: true,
    reason: 'differs from the group: members',
    rule: undefined,
    policy: 'sync',
    takesAddressAway: false,
    dependsOn: [],
    exchange: undefined,
    unconfirmed: false,
    fallback: undefined,
    ...facts,
  }
}

/** A change that is proven to be done. */
export function made(change: Change, facts: Partial<ChangeResult> = {}): ChangeResult {
  return { change, outcome: 'applied', id: change.id ?? 7, reason: undefined, uncertain: false, ...facts }
}
