import { type Facts, gotoOf } from './facts.ts'
import { isAnybodys, type Owned, ownedIn } from './ownership.ts'
import { isSame } from './sets.ts'
import { type Wish, wishOf } from './wishes.ts'

/** What is right for a group, with everybody else's wishes looked at. */
export type Stance =
  | { readonly kind: 'none' }
  /** it has the alias at this address and nobody else is in it */
  | (Extract<Wish, { kind: 'alias' }> & { readonly kind: 'alias'; readonly adopts?: number })
  /** it keeps what it has, and a person is told why */
  | {
      readonly kind: 'stuck'
      readonly why: string
      readonly members: ReadonlySet<string>
    }

/** What is right for each group of the directory, by group id. */
export function stancesOf(facts: Facts): Map<string, Stance> {
  const owned = [...ownedIn(facts).values()]
  const stances = new Map<string, Stance>()
  for (const group of facts.groups.values()) {
    const wish = wishOf(facts, group)
    stances.set(group.id, wish.kind === 'frozen' ? { ...wish, kind: 'stuck' } : wish)
  }
  settleContests(stances, owned)
  settleForeign(facts, stances, owned)
  settleOccupied(stances, owned)
  return stances
}

/** The alias that carries a group's mail, or carried it last. */
export function aliasesOf(owned: readonly Owned[], groupId: string): Owned[] {
  return owned.filter(
    ({ marker }) => marker.group === groupId && marker.role !== 'former' && marker.role !== 'part',
  )
}

function settleForeign(facts: Facts, stances: Map<string, Stance>, owned: readonly Owned[]): void {
  const ours = new Set(owned.map(({ alias }) => alias.id))
  const foreign = new Map(
    facts.aliases.filter((alias) => !ours.has(alias.id)).map((alias) => [alias.address.toLowerCase(), alias]),
  )
  for (const [id, stance] of stances) {
    if (stance.kind !== 'alias') continue
    const occupant = foreign.get(stance.address)
    if (!occupant) continue
    const equal = isSame(gotoOf(occupant), stance.members)
    const adoptable =
      isAnybodys(occupant) && occupant.active === 1 && equal && aliasesOf(owned, id).length === 0
    stances.set(id, adoptable ? { ...stance, adopts: occupant.id } : stuck(stance, 'foreign alias'))
  }
}

/** The one that has an address keeps it; where none has it, nobody gets it. */
function settleContests(stances: Map<string, Stance>, owned: readonly Owned[]): void {
  const claims = Map.groupBy(
    [...stances].flatMap(([id, stance]) => (stance.kind === 'alias' ? [{ id, stance }] : [])),
    ({ stance }) => stance.address,
  )
  for (const [address, claimants] of claims) {
    if (claimants.length < 2) continue
    const keeper = claimants.find(({ id }) =>
      aliasesOf(owned, id).some(({ alias }) => alias.address === address),
    )
    for (const { id, stance } of claimants) if (id !== keeper?.id) stances.set(id, stuck(stance, 'contest'))
  }
}

/** Who wants an address whose holder cannot move is stuck as well. */
function settleOccupied(stances: Map<string, Stance>, owned: readonly Owned[]): void {
  for (let grown = true; grown; ) {
    grown = false
    for (const [id, stance] of stances) {
      if (stance.kind !== 'alias') continue
      const holder = owned.find(({ alias }) => alias.address === stance.address)
      if (!holder || holder.marker.group === id || stances.get(holder.marker.group)?.kind !== 'stuck')
        continue
      if (holder.marker.role === 'former' || holder.marker.role === 'part') continue
      stances.set(id, stuck(stance, 'occupied'))
      grown = true
    }
  }
}

function stuck(stance: Extract<Stance, { kind: 'alias' }>, why: string): Stance {
  return { kind: 'stuck', why, members: stance.members }
}
