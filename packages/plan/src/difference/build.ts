import { compareText } from '@cowherd/directory'
import type { Policy } from '../settings.ts'
import type { Alias } from '../target/model.ts'
import type { Action, AliasContent, Change, ChangeName, GroupName } from './change.ts'
import { contentOf, minus, receivers, sameContent, sameFlags } from './content.ts'

/** What a change is made of before its action is known. */
export interface Draft {
  readonly group: GroupName
  readonly current: Alias | undefined
  /** Undefined deletes. */
  readonly after: AliasContent | undefined
  readonly why: string
  readonly rule?: string
  /** Overrides the action that follows from before and after. */
  readonly action?: Action
  /** Members who got the group's mail before, where that is not the alias written to. */
  readonly listBefore?: readonly string[]
  /** Members who get the group's mail afterwards, where they do not stand in the alias itself. */
  readonly listAfter?: readonly string[]
  /** Default sync. */
  readonly policy?: Policy
  readonly takesAddressAway?: boolean
  readonly dependsOn?: readonly ChangeName[]
  readonly exchange?: number
  /** False where the alias goes because its group does. Default true. */
  readonly lossCounts?: boolean
  readonly unconfirmed?: boolean
  readonly fallback?: Draft
}

/** The change that a draft amounts to, or undefined where everything is as it should be. */
export function buildChange(draft: Draft): Change | undefined {
  const { current, after } = draft
  const before = current ? contentOf(current) : undefined
  if (before && after && sameContent(before, after)) return undefined
  const action = draft.action ?? actionOf(before, after)
  const listBefore = draft.listBefore ?? receivers(before)
  const listAfter = draft.listAfter ?? receivers(after)
  return {
    action,
    id: current?.id,
    address: after?.address ?? before?.address ?? '',
    group: draft.group,
    current,
    before,
    after,
    add: minus(listAfter, listBefore),
    remove: minus(listBefore, listAfter),
    membersBefore: listBefore.length,
    lossCounts: draft.lossCounts ?? true,
    reason: reasonOf(draft.why, before, after),
    rule: draft.rule,
    policy: draft.policy ?? 'sync',
    takesAddressAway: draft.takesAddressAway ?? stopsDelivering(before, after),
    dependsOn: draft.dependsOn ?? [],
    exchange: draft.exchange,
    unconfirmed: draft.unconfirmed ?? false,
    fallback: draft.fallback ? buildChange(draft.fallback) : undefined,
  }
}

function actionOf(before: AliasContent | undefined, after: AliasContent | undefined): Action {
  if (!before) return 'create'
  if (!after) return 'delete'
  if (before.flags.active !== after.flags.active) return after.flags.active ? 'reactivate' : 'deactivate'
  return before.address === after.address ? 'update' : 'rename'
}

/** Mail to the old address is not delivered any more. */
function stopsDelivering(before: AliasContent | undefined, after: AliasContent | undefined): boolean {
  if (!before?.flags.active) return false
  return !after?.flags.active || before.address !== after.address
}

function reasonOf(why: string, before: AliasContent | undefined, after: AliasContent | undefined): string {
  if (!before || !after || before.flags.active !== after.flags.active) return why
  const parts = [
    before.address === after.address ? undefined : 'address',
    sameMembers(before, after) ? undefined : 'members',
    sameFlags(before.flags, after.flags) ? undefined : 'flags (changed by somebody else, or a new setting)',
    before.privateComment === after.privateComment ? undefined : 'marker',
  ].filter((part) => part !== undefined)
  return `${why}: ${parts.join(', ')}`
}

function sameMembers(before: AliasContent, after: AliasContent): boolean {
  return (
    minus(before.members, after.members).length === 0 && minus(after.members, before.members).length === 0
  )
}

/** The same change with another member list, given in any order and with repeats. */
export function withMembers(change: Change, members: readonly string[]): Change {
  if (!change.after) return change
  const sorted = [...new Set(members)].filter((member) => member !== change.address).sort(compareText)
  const kept = new Set(sorted)
  return {
    ...change,
    after: { ...change.after, members: sorted },
    remove: change.remove.filter((member) => !kept.has(member)),
  }
}
