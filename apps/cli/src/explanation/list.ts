import {
  type Alias,
  type Change,
  type Conflict,
  type GroupName,
  type Held,
  type Marker,
  ownersIn,
  ownMarker,
} from '@cowherd/plan'
import { type LeftOut, type ListMember, sortMembers } from './member.ts'
import { type Senders, sendersOf, storedSenders } from './senders.ts'
import type { Survey } from './survey.ts'
import { type ListState, onHoldText, orphanText, strangerText } from './words.ts'

/** Why one list is as it is, and what becomes of it. */
export interface ListExplanation {
  /** Undefined for an alias that no group of ours asks for. */
  readonly group: GroupName | undefined
  /** What the group asks for. */
  readonly address: string | undefined
  /** What gave it that address. */
  readonly rule: string | undefined
  /** As it is now. */
  readonly alias: Alias | undefined
  /** Our marker on the alias. */
  readonly marker: Marker | undefined
  readonly owners: readonly string[]
  readonly state: ListState
  readonly why: string
  readonly members: readonly ListMember[]
  readonly leftOut: readonly LeftOut[]
  /** Undefined where the list lets nobody send as it. */
  readonly senders: Senders | undefined
  /** What the next sync does to it. */
  readonly changes: readonly Change[]
  readonly held: readonly Held[]
  readonly conflict: Conflict | undefined
}

/** Explains one list of a group, by key; by the group's id where it has none. */
export function explainList(survey: Survey, key: string): ListExplanation {
  const { plan, state, reading } = survey
  const desired = state.desired.get(key)
  const id = desired?.group.id ?? key
  const holder = survey.holders.get(key)
  const concerns = (change: Change) =>
    change.group.id === id && (change.id === holder?.alias.id || change.after?.address === desired?.address)
  const facts = {
    changes: plan.changes.filter(concerns),
    held: plan.held.filter(({ change }) => concerns(change)),
    conflict: plan.conflicts.find(
      ({ group, address }) => group.id === id && address === (desired?.address ?? null),
    ),
  }
  const skipped = plan.skipped.find(({ group }) => group.id === id)
  const [listState, why] = judge()
  return {
    group: { id, name: reading.directory.groups.get(id)?.name ?? null },
    address: desired?.address,
    rule: desired?.rule,
    alias: holder?.alias,
    marker: holder?.marker,
    owners: holder ? [plan.owner] : [],
    state: listState,
    why,
    ...sortMembers(survey, desired),
    senders: desired ? sendersOf(survey, desired) : holder && storedSenders(survey, holder.alias),
    ...facts,
  }

  function judge(): [ListState, string] {
    if (holder?.marker.hold) return ['on-hold', onHoldText(holder.alias, plan.warnings)]
    const decided = fateOf(facts)
    if (facts.held.length > 0 && decided) return decided
    if (facts.conflict) return [desired?.frozen ? 'frozen' : 'conflict', facts.conflict.reason]
    if (decided) return decided
    if (holder && (!desired || desired.members.length === 0)) {
      return ['orphan', orphanText(holder, skipped?.reason, survey.settings)]
    }
    return skipped ? ['skipped', skipped.reason] : ['in-step', 'it is as its group wants it']
  }
}

/** Explains an alias that does not carry a group's mail: a person's, another installation's, or one that is left over. */
export function explainAlias(survey: Survey, alias: Alias): ListExplanation {
  const { plan, reading } = survey
  const marker = ownMarker(alias.privateComment, plan.owner)
  const concerns = ({ id }: Change) => id === alias.id
  const facts = {
    changes: plan.changes.filter(concerns),
    held: plan.held.filter(({ change }) => concerns(change)),
    conflict: undefined,
  }
  const skipped = plan.skipped.find(({ address }) => address === alias.address)
  const [state, why] = judge()
  return {
    group: marker && { id: marker.group, name: reading.directory.groups.get(marker.group)?.name ?? null },
    address: undefined,
    rule: undefined,
    alias,
    marker,
    owners: ownersIn(alias.privateComment),
    state,
    why,
    members: [],
    leftOut: [],
    senders: storedSenders(survey, alias),
    ...facts,
  }

  function judge(): [ListState, string] {
    if (!marker) return ['foreign', strangerText(alias)]
    if (marker.hold) return ['on-hold', onHoldText(alias, plan.warnings)]
    return fateOf(facts) ?? ['orphan', orphanText({ alias, marker }, skipped?.reason, survey.settings)]
  }
}

function fateOf(facts: Pick<ListExplanation, 'changes' | 'held'>): [ListState, string] | undefined {
  const reasons = facts.held.flatMap((held) => held.reasons.map(({ message }) => message))
  if (reasons.length > 0) return ['held', [...new Set(reasons)].join('; ')]
  if (facts.changes.length > 0) return ['planned', facts.changes.map(({ reason }) => reason).join('; ')]
  return undefined
}
