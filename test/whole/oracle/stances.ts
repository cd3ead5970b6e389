import { type Facts, gotoOf } from './facts.ts'
import { isAnybodys, type Owned, ownedIn } from './ownership.ts'
import { isSame } from './sets.ts'
import { type Wish, wishesOf } from './wishes.ts'

/** What is right for a group, with everybody else's wishes looked at. */
export type Stance =
  | { readonly kind: 'none' }
  /** it has the alias at this address and nobody else is in it; `own` is the id of the one that it has now, here or elsewhere */
  | (Extract<Wish, { kind: 'alias' }> & {
      readonly kind: 'alias'
      readonly adopts?: number
      readonly own?: number
    })
  /** it keeps what it has, and a person is told why */
  | {
      readonly kind: 'stuck'
      readonly why: string
      /** Where one is wanted that cannot be had. */
      readonly address: string | undefined
      readonly members: ReadonlySet<string>
      /** It cannot be told what is wanted: all aliases of the group stay. Else one of them does. */
      readonly frozen: boolean
      /** Its alias, by id. */
      readonly own?: number
    }

/** What is right for each group of the directory, by group id: one stance for each address that it wants, at least one. */
export type Stances = ReadonlyMap<string, readonly Stance[]>

/** A wish with what became of it. */
interface Claim {
  readonly group: string
  stance: Stance
  /** The alias of the group that carries, or is to carry, the mail of this address. */
  readonly own: Owned | undefined
}

/** Finds out. */
export function stancesOf(facts: Facts): Stances {
  const owned = [...ownedIn(facts).values()]
  const claims = [...facts.groups.values()].flatMap((group) => {
    const stances = wishesOf(facts, group).map(
      (wish): Stance => (wish.kind === 'frozen' ? { ...wish, kind: 'stuck', frozen: true } : wish),
    )
    return claimsOf(group.id, stances, aliasesOf(owned, group.id))
  })
  settleContests(claims)
  settleForeign(facts, claims, owned)
  settleOccupied(claims, owned)
  const byGroup = Map.groupBy(claims, ({ group }) => group)
  return new Map([...byGroup].map(([group, list]) => [group, list.map(toldApart)]))
}

function toldApart({ stance, own }: Claim): Stance {
  return stance.kind === 'none' || !own ? stance : { ...stance, own: own.alias.id }
}

/** The aliases that carry a group's mail, or carried it last. */
export function aliasesOf(owned: readonly Owned[], groupId: string): Owned[] {
  return owned.filter(
    ({ marker }) => marker.group === groupId && marker.role !== 'former' && marker.role !== 'part',
  )
}

/** An alias at an address serves that one; the others are for the rest, by their numbers, of which none counts twice. */
function claimsOf(group: string, stances: readonly Stance[], aliases: readonly Owned[]): Claim[] {
  const at = (stance: Stance) =>
    aliases.find(({ alias }) => stance.kind !== 'none' && alias.address === stance.address)
  const numbers = new Set(stances.flatMap((stance) => at(stance)?.marker.number ?? []))
  const free: Owned[] = []
  for (const one of aliases) {
    if (!numbers.has(one.marker.number)) free.push(one)
    numbers.add(one.marker.number)
  }
  free.sort((a, b) => a.marker.number - b.marker.number)
  return stances.map((stance) => ({
    ...{ group, stance },
    own: stance.kind === 'none' ? undefined : (at(stance) ?? free.shift()),
  }))
}

function settleForeign(facts: Facts, claims: readonly Claim[], owned: readonly Owned[]): void {
  const ours = new Set(owned.map(({ alias }) => alias.id))
  const foreign = new Map(
    facts.aliases.filter((alias) => !ours.has(alias.id)).map((alias) => [alias.address.toLowerCase(), alias]),
  )
  for (const claim of claims) {
    const { stance, own } = claim
    if (stance.kind !== 'alias') continue
    const occupant = foreign.get(stance.address)
    if (!occupant) continue
    const equal = isSame(gotoOf(occupant), stance.members)
    const adoptable =
      facts.settings.adopt !== 'never' && isAnybodys(occupant) && occupant.active === 1 && equal && !own
    claim.stance = adoptable ? { ...stance, adopts: occupant.id } : stuck(claim, 'foreign alias')
  }
}

/** The one that has an address keeps it; where none has it, nobody gets it. */
function settleContests(claims: readonly Claim[]): void {
  const wanting = claims.filter(({ stance }) => stance.kind === 'alias')
  const byAddress = Map.groupBy(wanting, ({ stance }) => (stance.kind === 'alias' ? stance.address : ''))
  for (const [address, claimants] of byAddress) {
    if (claimants.length < 2) continue
    const keeper = claimants.find(({ own }) => own?.alias.address === address)
    for (const claim of claimants) {
      if (claim !== keeper) claim.stance = stuck(claim, 'contest')
    }
  }
}

/** Who wants an address whose holder cannot move is stuck as well. */
function settleOccupied(claims: readonly Claim[], owned: readonly Owned[]): void {
  for (let grown = true; grown; ) {
    grown = false
    for (const claim of claims) {
      const { stance, own } = claim
      if (stance.kind !== 'alias' || own?.alias.address === stance.address) continue
      const there = owned.find(({ alias }) => alias.address === stance.address)
      const holder = claims.find((other) => there && other.own?.alias.id === there.alias.id)
      const isKept =
        there?.marker.role !== 'former' &&
        there?.marker.group !== claim.group &&
        claims.some((other) => other.group === there?.marker.group && isFrozen(other))
      if (holder ? holder.stance.kind !== 'stuck' : !isKept) continue
      claim.stance = stuck(claim, 'occupied')
      grown = true
    }
  }
}

function isFrozen({ stance }: Claim): boolean {
  return stance.kind === 'stuck' && stance.frozen
}

function stuck({ stance }: Claim, why: string): Stance {
  if (stance.kind === 'none') return stance
  const { address, members } = stance
  return { kind: 'stuck', why, address, members, frozen: false }
}
