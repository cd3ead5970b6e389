import { compareText, type Directory } from '@cowherd/directory'
import type { DesiredAlias } from '../desired/desired.ts'
import { type Marker, ownMarker } from '../marker/marker.ts'
import type { Alias } from './model.ts'

/** An alias that carries our marker. */
export interface OwnedAlias {
  readonly alias: Alias
  readonly marker: Marker
}

/** Who has which alias of ours. */
export interface Holdings {
  /** Every alias of ours that may come to serve a group, by alias id. */
  readonly byAliasId: ReadonlyMap<number, OwnedAlias>
  /** The one alias that carries a living group's mail, by group id. */
  readonly current: ReadonlyMap<string, OwnedAlias>
  /** All others: of groups that are gone, not selected or empty, former addresses, and second aliases of one group. */
  readonly others: readonly OwnedAlias[]
}

/** Aliases with our marker, in order of id. */
export function ownedAliases(aliases: readonly Alias[], owner: string): OwnedAlias[] {
  return aliases
    .flatMap((alias) => {
      const marker = ownMarker(alias.privateComment, owner)
      return marker ? [{ alias, marker }] : []
    })
    .sort((a, b) => a.alias.id - b.alias.id)
}

/**
 * Sorts our aliases by what they are for. Of several with one group's marker, the one at the address that the group wants is its
 * current one (an exchange of addresses that was cut short leaves such pairs), else the one with the lowest id.
 *
 * @param living desired aliases of selected groups with at least one member
 */
export function holdings(owned: readonly OwnedAlias[], living: ReadonlyMap<string, DesiredAlias>): Holdings {
  const current = new Map<string, OwnedAlias>()
  for (const candidate of owned) {
    const { group, role } = candidate.marker
    const desired = living.get(group)
    if (!desired || role === 'former' || role === 'part') continue
    const known = current.get(group)
    if (!known || (candidate.alias.address === desired.address && known.alias.address !== desired.address)) {
      current.set(group, candidate)
    }
  }
  const slots = owned.filter(({ marker }) => marker.role !== 'part')
  return {
    byAliasId: new Map(slots.map((slot) => [slot.alias.id, slot])),
    current,
    others: slots.filter((slot) => current.get(slot.marker.group) !== slot),
  }
}

/** Ids of groups that have an alias of ours and are not in the directory, sorted: they have to be asked for one by one. */
export function unseenOwners(aliases: readonly Alias[], owner: string, directory: Directory): string[] {
  const groups = new Set(ownedAliases(aliases, owner).map(({ marker }) => marker.group))
  return [...groups].filter((id) => !directory.groups.has(id)).sort(compareText)
}
