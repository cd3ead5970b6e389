import type { Directory } from '@cowherd/directory'
import type { DesiredAlias } from '../desired/desired.ts'
import { isReleasedAfterwards, withMarker, withoutMarker } from '../marker/marker.ts'
import type { Warning } from '../notice.ts'
import type { PlanSettings, Policy } from '../settings.ts'
import type { Holdings, OwnedAlias } from '../target/owned.ts'
import { buildChange, type Draft } from './build.ts'
import { type AliasContent, type Change, changeName, type GroupName } from './change.ts'
import { contentOf } from './content.ts'
import { leaversDraft } from './leavers.ts'

/** What the changes of orphans depend on. */
export interface OrphanContext {
  readonly directory: Directory
  /** Desired aliases with members, by group id. */
  readonly living: ReadonlyMap<string, readonly DesiredAlias[]>
  readonly holdings: Holdings
  /** The policy of a group that is known. */
  readonly policies: ReadonlyMap<string, Policy>
  /** What is done for the groups that live. */
  readonly served: readonly Change[]
  /** Ids of groups with a list that stays as it is. */
  readonly barred: ReadonlySet<string>
  /** Ids of groups that are selected and have nobody left in them. */
  readonly empty: ReadonlySet<string>
  /** Ids of groups that the source said twice do not exist, or once after their deletion event. */
  readonly gone: ReadonlySet<string>
  readonly settings: PlanSettings
  readonly today: string
  /** The full reconciliation, which counts and deletes orphans. */
  readonly nightly: boolean
}

/** What becomes of our aliases that serve no group. */
export interface Orphans {
  /** Those of groups that were not found for the first time are unconfirmed. */
  readonly changes: readonly Change[]
  readonly warnings: readonly Warning[]
}

/** Deactivates, counts, releases or deletes aliases of ours that serve no group. */
export function retireOrphans(aliases: readonly OwnedAlias[], context: OrphanContext): Orphans {
  const changes: Change[] = []
  const warnings: Warning[] = []
  const isKept = keptCheck(context.holdings)
  for (const slot of aliases) {
    if (isKept(slot)) continue
    const { alias, marker } = slot
    const group = { id: marker.group, name: context.directory.groups.get(marker.group)?.name ?? null }
    const known = context.directory.groups.has(marker.group)
    const unconfirmed = !known && !context.gone.has(marker.group)
    // What is no longer active waits for nothing but time, and time counts only when the group is known to be gone.
    if (unconfirmed && !alias.flags.active) continue
    const keeper = keeperOf(slot, context)
    if (context.holdings.seconds.has(slot)) warnings.push(secondAlias(slot, group))
    const change = keeper
      ? buildChange(leaversDraft(keeper, slot, context.holdings))
      : retire(slot, group, reasonFor(slot, known, context), context)
    if (change) changes.push({ ...change, unconfirmed })
  }
  return { changes, warnings }
}

/** Whether a person keeps an alias as it is: it is on hold, or a part of a list that is. */
function keptCheck({ byAliasId }: Holdings): (slot: OwnedAlias) => boolean {
  const groups = new Set<string>()
  for (const { marker } of byAliasId.values()) if (marker.hold) groups.add(marker.group)
  return ({ marker }) => marker.hold !== undefined || (marker.role === 'part' && groups.has(marker.group))
}

/** The desired alias whose leavers alone are taken out: nobody can say that the alias is not wanted. */
function keeperOf(slot: OwnedAlias, { living, holdings, barred }: OrphanContext): DesiredAlias | undefined {
  const wanted = living.get(slot.marker.group) ?? []
  if (slot.marker.role === 'former') return undefined
  const isBarred = slot.marker.role === 'part' && barred.has(slot.marker.group)
  const isOpen = isBarred || wanted.some(({ frozen }) => frozen) || holdings.seconds.has(slot)
  return isOpen ? wanted.find(({ part }) => part === undefined) : undefined
}

function secondAlias({ alias }: OwnedAlias, group: GroupName): Warning {
  return {
    code: 'second-alias',
    message: `${alias.address} (alias ${alias.id}) carries the marker of group "${group.name}", which another alias serves. Only leavers are taken out of it; delete it, or give it back with: cowherd release ${alias.address}`,
    address: alias.address,
    group,
  }
}

function reasonFor({ marker }: OwnedAlias, known: boolean, context: OrphanContext): string {
  if (marker.role === 'former') return 'a former address of the group'
  if (!known) return 'the group is gone'
  if (context.living.has(marker.group)) {
    return marker.role === 'part'
      ? 'no part of a list any more'
      : 'an address that the group does not want any more'
  }
  return context.empty.has(marker.group)
    ? 'the group has no member left to deliver to'
    : 'the group is left out by its attribute or the settings'
}

function retire(slot: OwnedAlias, group: GroupName, why: string, context: OrphanContext): Change | undefined {
  const { alias, marker } = slot
  const { settings, today, nightly, policies } = context
  const policy = policies.get(marker.group) ?? settings.policy
  const before = contentOf(alias)
  const empty = context.empty.has(marker.group)
  // Somebody who switched it on again, or copied its comment, gets the whole grace.
  const counted = alias.flags.active ? undefined : marker.orphan
  const runs = (counted?.runs ?? 0) + (nightly ? 1 : 0)
  const since = counted?.since ?? today
  const expired =
    nightly &&
    counted !== undefined &&
    runs >= settings.orphanRuns &&
    daysBetween(since, today) >= settings.orphanDays

  if (isReleasedAfterwards(marker) && (!empty || expired)) {
    const after = { ...before, privateComment: withoutMarker(before.privateComment) }
    return buildChange({
      group,
      current: alias,
      after,
      action: 'release',
      why:
        marker.role === 'adopted'
          ? `${why}; the alias was made by a person and is given back`
          : `${why}; its rule says that it is given back to people`,
      policy,
      takesAddressAway: before.flags.active,
    })
  }
  if (expired) {
    const lasting = `${why}, for ${runs} nightly runs since ${since}`
    return buildChange({ group, current: alias, after: undefined, why: lasting, policy })
  }
  const after: AliasContent = {
    ...before,
    flags: { ...before.flags, active: false },
    privateComment: withMarker(before.privateComment, { ...marker, orphan: { since, runs } }),
  }
  return buildChange({
    ...{ group, current: alias, after, why, policy, lossCounts: empty },
    ...(marker.role === 'part' ? partLeft(slot, context) : {}),
  })
}

/** A part whose people have gone over to the list itself or to other parts: nobody loses anything, once that is done. */
function partLeft({ marker }: OwnedAlias, { living, served }: OrphanContext): Partial<Draft> {
  if (!living.has(marker.group)) return {}
  const lists = served.filter(({ group, action }) => group.id === marker.group && action !== 'create')
  return { listBefore: [], takesAddressAway: false, dependsOn: lists.map(changeName) }
}

/** Whole days from one `YYYY-MM-DD` to another. */
function daysBetween(from: string, to: string): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / 86_400_000)
}
