import { domainOf } from '../address/address.ts'
import type { DesiredAlias } from '../desired/desired.ts'
import { isReleased, ownersIn } from '../marker/marker.ts'
import type { PlanSettings } from '../settings.ts'
import type { TargetLookup } from '../target/lookup.ts'
import type { Alias } from '../target/model.ts'
import type { Holdings, OwnedAlias } from '../target/owned.ts'

/** Why a group does not get the address it wants. */
export type Obstacle =
  /** some of the other groups, and how many there are */
  | { readonly code: 'wanted-twice'; readonly groups: readonly string[]; readonly count: number }
  | { readonly code: 'held-by-group'; readonly group: string }
  | { readonly code: 'not-ours'; readonly id: number }
  | { readonly code: 'other-owner'; readonly owners: readonly string[] }
  | { readonly code: 'released'; readonly id: number }
  | { readonly code: 'on-hold'; readonly id: number }
  | { readonly code: 'alias-limit'; readonly domain: string }
  | { readonly code: 'domain-inactive'; readonly domain: string }

/** What stands at the address that a group wants. */
type Site =
  /** nothing: a new alias, or a rename */
  | { readonly kind: 'vacant' }
  /** an alias of ours that serves nobody any more */
  | { readonly kind: 'spare'; readonly slot: OwnedAlias }
  /** a person's alias that may be adopted */
  | { readonly kind: 'adoptable'; readonly alias: Alias }
  /** an alias of ours that carries the mail of another desired alias */
  | { readonly kind: 'occupied'; readonly key: string; readonly slot: OwnedAlias }
  | { readonly kind: 'blocked'; readonly obstacle: Obstacle }

/** A site that a desired alias may have. */
export type GrantedSite = Exclude<Site, { readonly kind: 'blocked' }>

/** Which desired aliases may have their address, and what they find there; by key. */
export interface Claims {
  /** Those whose alias already has the address. */
  readonly settled: ReadonlySet<string>
  /** Those that get their address, with what stands there now. */
  readonly granted: ReadonlyMap<string, GrantedSite>
  readonly refused: ReadonlyMap<string, Obstacle>
}

/** What decides about claims besides the groups. */
export interface ClaimContext {
  readonly holdings: Holdings
  readonly lookup: TargetLookup
  readonly settings: PlanSettings
  /** Addresses that a person asked to adopt. */
  readonly adopt: ReadonlySet<string>
}

/**
 * Grants addresses. A desired alias that stays where it is keeps others out, so refusals spread until nothing changes.
 *
 * @param living desired aliases with members, by key, in order of group id; frozen ones stay where they are
 */
export function grantClaims(living: ReadonlyMap<string, DesiredAlias>, context: ClaimContext): Claims {
  const { current } = context.holdings
  const claimants = claimantsByAddress(living, context.holdings.onHold)
  const settled = new Set<string>()
  const granted = new Map<string, GrantedSite>()
  const refused = new Map<string, Obstacle>()
  const groupOf = (key: string) => living.get(key)?.group.id ?? key
  const frozen = new Set(
    [...living.values()].flatMap((desired) => (desired.frozen ? [desired.group.id] : [])),
  )

  for (const [address, keys] of claimants) {
    const holder = keys.find((key) => current.get(key)?.alias.address === address)
    if (holder !== undefined) settled.add(holder)
    for (const key of keys) {
      if (key === holder) continue
      if (keys.length > 1) {
        refused.set(
          key,
          holder !== undefined
            ? { code: 'held-by-group', group: groupOf(holder) }
            : { code: 'wanted-twice', groups: othersOf(keys, key).map(groupOf), count: keys.length - 1 },
        )
        continue
      }
      const desired = living.get(key)
      const site = desired ? inspect(address, desired, frozen, context) : undefined
      if (site?.kind === 'blocked') refused.set(key, site.obstacle)
      else if (site) granted.set(key, site)
    }
  }

  const followers = new Map<string, string>()
  for (const [key, site] of granted) if (site.kind === 'occupied') followers.set(site.key, key)
  const staying = [...followers.keys()].filter((key) => !granted.has(key))
  for (let key = staying.pop(); key !== undefined; key = staying.pop()) {
    const follower = followers.get(key)
    if (follower === undefined) continue
    granted.delete(follower)
    refused.set(follower, { code: 'held-by-group', group: groupOf(key) })
    staying.push(follower)
  }
  return { settled, granted, refused }
}

/** Enough of the other groups to name, so that many groups with one wish do not each list all others. */
function othersOf(keys: readonly string[], key: string): string[] {
  const named = 3
  return keys
    .slice(0, named + 1)
    .filter((other) => other !== key)
    .slice(0, named)
}

/** Who cannot move claims nothing. */
function claimantsByAddress(
  living: ReadonlyMap<string, DesiredAlias>,
  onHold: Holdings['onHold'],
): Map<string, string[]> {
  const claimants = new Map<string, string[]>()
  for (const [key, { address, frozen }] of living) {
    if (!address || frozen || onHold.has(key)) continue
    const others = claimants.get(address)
    if (others) others.push(key)
    else claimants.set(address, [key])
  }
  return claimants
}

/** @param frozen ids of groups of which nobody can say which of their aliases they want: all of those stay */
function inspect(
  address: string,
  desired: DesiredAlias,
  frozen: ReadonlySet<string>,
  context: ClaimContext,
): Site {
  const { lookup, holdings } = context
  const alias = lookup.aliasAt(address)
  if (!alias) {
    const domain = lookup.domain(domainOf(address))
    return domain && !domain.active
      ? { kind: 'blocked', obstacle: { code: 'domain-inactive', domain: domain.name } }
      : { kind: 'vacant' }
  }
  const slot = holdings.byAliasId.get(alias.id)
  if (slot?.marker.hold) return { kind: 'blocked', obstacle: { code: 'on-hold', id: alias.id } }
  if (slot) {
    const key = holdings.keyOf.get(alias.id)
    if (key !== undefined) return { kind: 'occupied', key, slot }
    const { group, role } = slot.marker
    return frozen.has(group) && group !== desired.group.id && role !== 'former'
      ? { kind: 'blocked', obstacle: { code: 'held-by-group', group } }
      : { kind: 'spare', slot }
  }
  const owners = ownersIn(alias.privateComment)
  if (owners.length > 0) return { kind: 'blocked', obstacle: { code: 'other-owner', owners } }
  if (context.adopt.has(address)) return { kind: 'adoptable', alias }
  if (isReleased(alias.privateComment))
    return { kind: 'blocked', obstacle: { code: 'released', id: alias.id } }
  return mayAdopt(alias, desired, context)
    ? { kind: 'adoptable', alias }
    : { kind: 'blocked', obstacle: { code: 'not-ours', id: alias.id } }
}

function mayAdopt(alias: Alias, desired: DesiredAlias, { settings, holdings }: ClaimContext): boolean {
  // A list that already has an alias would leave it behind: that takes a person's word.
  if (settings.adopt === 'never' || holdings.current.has(desired.key)) return false
  return settings.adopt === 'always' || (alias.flags.active && sameMembers(alias.goto, desired.members))
}

/** Whether a stored list holds exactly these members, whatever its case and order. */
function sameMembers(stored: readonly string[], members: readonly string[]): boolean {
  const set = new Set(stored.map((member) => member.toLowerCase()))
  return set.size === members.length && members.every((member) => set.has(member))
}
