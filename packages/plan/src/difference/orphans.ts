import type { Directory } from '@cowherd/directory'
import type { DesiredAlias } from '../desired/desired.ts'
import { withMarker, withoutMarker } from '../marker/marker.ts'
import type { Warning } from '../notice.ts'
import type { PlanSettings } from '../settings.ts'
import type { OwnedAlias } from '../target/owned.ts'
import { buildChange } from './build.ts'
import type { AliasContent, Change, GroupName } from './change.ts'
import { contentOf } from './content.ts'
import { leaversDraft } from './leavers.ts'

/** What the changes of orphans depend on. */
export interface OrphanContext {
  readonly directory: Directory
  readonly living: ReadonlyMap<string, DesiredAlias>
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
  for (const slot of aliases) {
    const { alias, marker } = slot
    const group = { id: marker.group, name: context.directory.groups.get(marker.group)?.name ?? null }
    const known = context.directory.groups.has(marker.group)
    const desired = context.living.get(marker.group)
    const unconfirmed = !known && !context.gone.has(marker.group)
    // What is no longer active waits for nothing but time, and time counts only when the group is known to be gone.
    if (unconfirmed && !alias.flags.active) continue
    if (desired && marker.role !== 'former') warnings.push(secondAlias(slot, group))
    const change =
      desired && marker.role !== 'former'
        ? buildChange(leaversDraft(desired, slot))
        : retire(slot, group, reasonFor(slot, known, context), context)
    if (change) changes.push({ ...change, unconfirmed })
  }
  return { changes, warnings }
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
  return context.empty.has(marker.group)
    ? 'the group has no member left to deliver to'
    : 'the group is left out by its attribute or the settings'
}

function retire(slot: OwnedAlias, group: GroupName, why: string, context: OrphanContext): Change | undefined {
  const { alias, marker } = slot
  const { settings, today, nightly } = context
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

  if (marker.role === 'adopted' && (!empty || expired)) {
    const after = { ...before, privateComment: withoutMarker(before.privateComment) }
    return buildChange({
      group,
      current: alias,
      after,
      action: 'release',
      why: `${why}; the alias was made by a person and is given back`,
      takesAddressAway: before.flags.active,
    })
  }
  if (expired) {
    const lasting = `${why}, for ${runs} nightly runs since ${since}`
    return buildChange({ group, current: alias, after: undefined, why: lasting })
  }
  const after: AliasContent = {
    ...before,
    flags: { ...before.flags, active: false },
    privateComment: withMarker(before.privateComment, { ...marker, orphan: { since, runs } }),
  }
  return buildChange({ group, current: alias, after, why, lossCounts: empty })
}

/** Whole days from one `YYYY-MM-DD` to another. */
function daysBetween(from: string, to: string): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / 86_400_000)
}
