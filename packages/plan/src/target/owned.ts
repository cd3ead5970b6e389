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
  readonly byAddress: ReadonlyMap<string, OwnedAlias>
  /** The one alias that carries a desired alias's mail, by key. */
  readonly current: ReadonlyMap<string, OwnedAlias>
  /** The key of the desired alias that an alias of ours carries the mail of, by alias id. */
  readonly keyOf: ReadonlyMap<number, string>
  /** What tells a desired alias from the others of its group in its marker, by key. */
  readonly numbers: ReadonlyMap<string, number>
  /** All others: of groups that are gone, not selected or empty, former addresses, and second aliases. */
  readonly others: readonly OwnedAlias[]
  /** Those of them that carry the same marker as one that serves their group: nobody knows which of the two is meant. */
  readonly seconds: ReadonlySet<OwnedAlias>
  /** Keys of desired aliases whose alias, or one of whose parts, a person keeps as it is. */
  readonly onHold: ReadonlySet<string>
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
 * Sorts our aliases by what they are for. One at an address that its group wants serves that address; the group's further aliases
 * come to serve its further addresses, in order of their numbers. Of several with one number, the one at a wanted address goes before
 * the others (an exchange of addresses that was cut short leaves such pairs), then the one with the lowest id. A part alias serves
 * under its own address alone.
 *
 * @param living desired aliases of selected groups with at least one member, by key
 */
export function holdings(owned: readonly OwnedAlias[], living: ReadonlyMap<string, DesiredAlias>): Holdings {
  const current = new Map<string, OwnedAlias>()
  const numbers = new Map<string, number>()
  const seconds = new Set<OwnedAlias>()
  const ownedByGroup = groupBy(owned, ({ marker }) => marker.group)
  for (const [group, wanted] of groupBy(living.values(), (desired) => desired.group.id)) {
    const candidates = ownedByGroup.get(group) ?? []
    const lists = wanted.filter(({ part }) => part === undefined)
    const slots = candidates.filter(({ marker }) => marker.role !== 'former' && marker.role !== 'part')
    const held = assign(lists, slots, seconds)
    const free = new Set([...held.values()].map(numberOf))
    const taken = new Set(free)
    for (const { key } of lists) {
      const slot = held.get(key)
      if (slot) current.set(key, slot)
      numbers.set(key, slot && free.delete(numberOf(slot)) ? numberOf(slot) : nextNumber(taken))
    }
    const parts = candidates.filter(({ marker }) => marker.role === 'part')
    for (const { key, address } of wanted.filter(({ part }) => part !== undefined)) {
      const slot = parts.find(({ alias }) => alias.address === address)
      if (slot) current.set(key, slot)
    }
  }
  const heldParts = new Set(
    owned.flatMap(({ marker }) => (marker.role === 'part' && marker.hold ? [marker.group] : [])),
  )
  const isOnHold = ({ key, group }: DesiredAlias) =>
    current.get(key)?.marker.hold !== undefined || heldParts.has(group.id)
  const keyOf = new Map([...current].map(([key, { alias }]) => [alias.id, key]))
  return {
    byAliasId: new Map(owned.map((slot) => [slot.alias.id, slot])),
    byAddress: new Map(owned.map((slot) => [slot.alias.address, slot])),
    ...{ current, keyOf, numbers, seconds },
    onHold: new Set([...living.values()].filter(isOnHold).map(({ key }) => key)),
    others: owned.filter(({ alias }) => !keyOf.has(alias.id)),
  }
}

/** Gives each list its alias. Aliases that keep their number are told apart by it ever after; doubles are seconds. */
function assign(
  lists: readonly DesiredAlias[],
  slots: readonly OwnedAlias[],
  seconds: Set<OwnedAlias>,
): Map<string, OwnedAlias> {
  const held = new Map<string, OwnedAlias>()
  for (const { key, address } of lists) {
    const slot = slots.find(({ alias }) => alias.address === address)
    if (slot) held.set(key, slot)
  }
  const matched = new Set(held.values())
  const numbers = new Set([...matched].map(numberOf))
  const movable: OwnedAlias[] = []
  for (const slot of slots) {
    if (matched.has(slot)) continue
    if (numbers.has(numberOf(slot))) seconds.add(slot)
    else movable.push(slot)
    numbers.add(numberOf(slot))
  }
  movable.sort((a, b) => numberOf(a) - numberOf(b))
  for (const { key } of lists) {
    if (held.has(key)) continue
    const slot = movable.shift()
    if (slot) held.set(key, slot)
  }
  return held
}

function numberOf({ marker }: OwnedAlias): number {
  return marker.number ?? 1
}

/** The lowest number that is free; it is taken then. */
function nextNumber(taken: Set<number>): number {
  let number = 1
  while (taken.has(number)) number += 1
  taken.add(number)
  return number
}

/** Items by what they have in common, in their order. */
export function groupBy<Item>(items: Iterable<Item>, keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const list = groups.get(keyOf(item))
    if (list) list.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}

/** Ids of groups that have an alias of ours and are not in the directory, sorted: they have to be asked for one by one. */
export function unseenOwners(aliases: readonly Alias[], owner: string, directory: Directory): string[] {
  const groups = new Set(ownedAliases(aliases, owner).map(({ marker }) => marker.group))
  return [...groups].filter((id) => !directory.groups.has(id)).sort(compareText)
}
