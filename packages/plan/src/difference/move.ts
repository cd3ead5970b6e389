import { userOfPersonalGroup } from '@cowherd/directory'
import type { DesiredAlias } from '../desired/desired.ts'
import { withMarker, withoutMarker } from '../marker/marker.ts'
import type { OwnedAlias } from '../target/owned.ts'
import type { Draft } from './build.ts'
import type { ChainEnd } from './chains.ts'
import type { Claims, GrantedSite } from './claims.ts'
import { contentOf, receivers } from './content.ts'
import { listAsPeople } from './part-lists.ts'
import { type ServeContext, servingDraft, stayDraft } from './serving.ts'

/**
 * Brings a group to the address it was granted: by a new alias, by renaming its own, or by writing to the alias that stands there.
 * Mailcow refuses to rename onto an existing alias, so groups that swap addresses exchange contents and keep the ids in place.
 *
 * @param site what stands at the address now
 * @param end where the chain that starts with this group ends
 * @param followed whether another group moves into this group's own alias
 */
export function moveDrafts(
  context: ServeContext,
  desired: DesiredAlias,
  own: OwnedAlias | undefined,
  site: GrantedSite,
  { end, followed }: { readonly end: ChainEnd | undefined; readonly followed: boolean },
): Draft[] {
  const { id } = desired.group
  const address = desired.address ?? ''
  const fallback = own ? { fallback: stayDraft(context, desired, own) } : {}

  if (end?.kind === 'vacant') {
    const why = whyVacant(desired, own)
    const dependsOn = site.kind === 'occupied' ? [site.slot.alias.id] : []
    return [{ ...servingDraft(context, desired, own?.alias, own, address), ...fallback, dependsOn, why }]
  }

  const slot = slotOf(site)
  const base = site.kind === 'adoptable' ? site.alias : slot?.alias
  // The people in it belong to another group, not to one that was deleted and made again.
  const displaced =
    slot !== undefined && slot.marker.group !== id && context.directory.groups.has(slot.marker.group)
  const draft: Draft = {
    ...servingDraft(context, desired, base, slot, address),
    ...fallback,
    ...(own || displaced
      ? { listBefore: own ? listAsPeople(receivers(contentOf(own.alias)), id, context.holdings) : [] }
      : {}),
    takesAddressAway: wasServed(own) || (site.kind === 'spare' && displaced && wasServed(slot)),
    why: whyMoved(site, id),
  }
  if (end?.kind === 'exchange') return [{ ...draft, exchange: end.number }]
  const move: Draft = {
    ...draft,
    ...(site.kind === 'adoptable' ? { action: 'adopt' } : {}),
    dependsOn: site.kind === 'occupied' ? nextAliasId(context.claims, site.key) : [],
  }
  if (!own || !base || followed) return [move]
  return [move, { ...formerDraft(context, desired, own), dependsOn: [base.id] }]
}

function whyVacant({ group, key }: DesiredAlias, own: OwnedAlias | undefined): string {
  const isPersonal = userOfPersonalGroup(group.id) !== undefined
  if (own) return isPersonal ? "the user's address changed" : 'the group was renamed'
  if (isPersonal) return 'a new address of the user'
  return key === group.id ? 'a new group' : 'a further address of the group'
}

function wasServed(slot: OwnedAlias | undefined): boolean {
  return slot?.alias.flags.active ?? false
}

function whyMoved(site: GrantedSite, groupId: string): string {
  if (site.kind === 'adoptable') return 'made by a person, taken over'
  if (site.kind === 'occupied') return 'groups exchanged their addresses'
  return slotOf(site)?.marker.group === groupId
    ? 'the group came back to a former address'
    : 'taken over from a group that does not use it any more'
}

/** The alias that a desired alias moves into, which must be done before another one moves into the alias that it leaves. */
function nextAliasId(claims: Claims, key: string): number[] {
  const site = claims.granted.get(key)
  const alias = site?.kind === 'adoptable' ? site.alias : site && slotOf(site)?.alias
  return alias ? [alias.id] : []
}

function slotOf(site: GrantedSite): OwnedAlias | undefined {
  return site.kind === 'spare' || site.kind === 'occupied' ? site.slot : undefined
}

/**
 * What becomes of an alias whose group now receives under another one: made by us it stops, made by a person it is given back.
 * The move is what takes the address away: where it is held, this waits for it.
 */
function formerDraft({ settings, today }: ServeContext, desired: DesiredAlias, own: OwnedAlias): Draft {
  const before = contentOf(own.alias)
  const about = {
    group: { id: desired.group.id, name: desired.group.name },
    current: own.alias,
    policy: desired.settings.policy,
  }
  const { orphans } = desired.settings
  if (own.marker.role === 'adopted' || orphans === 'release') {
    const after = { ...before, privateComment: withoutMarker(before.privateComment) }
    return {
      ...about,
      after,
      action: 'release',
      why: 'a former address of the group',
      takesAddressAway: false,
    }
  }
  const privateComment = withMarker(before.privateComment, {
    owner: settings.owner,
    group: own.marker.group,
    role: 'former',
    orphan: { since: today, runs: 0 },
  })
  return {
    ...about,
    after: { ...before, flags: { ...before.flags, active: false }, privateComment },
    listBefore: [],
    why: 'a former address of the group',
    takesAddressAway: false,
  }
}
