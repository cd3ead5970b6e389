import { createDirectory, type Directory } from '@cowherd/directory'
import { type Alias, desireState, ownMarker, type PlanSettings, type TargetState } from '@cowherd/plan'
import { mapConcurrently } from '@cowherd/upstream'
import { addressDigest, type Graph } from '../graph/model.ts'
import type { TargetPieces } from '../ports.ts'
import type { KnownGroups } from './known.ts'

/** Aliases that are asked for at the same time: a Mailcow on two cores answers no faster where they are more. */
const concurrency = 2

/** The aliases that concern some groups: those that carry their markers, and those at the addresses they want. */
export interface KnownAliases {
  readonly byId: Map<number, Alias>
  /** Addresses that were looked up, found or not. */
  readonly addresses: Set<string>
}

/** The directory that the groups read so far make. */
export function directoryOf(known: KnownGroups): Directory {
  return createDirectory(known.fresh.values(), known.users.values())
}

/** What groups want, as far as the target has no say in it. */
export interface Wanted {
  /** Their addresses, by group id. */
  readonly addresses: ReadonlyMap<string, readonly string[]>
  /** Everybody who may become a member of one of their lists. */
  readonly members: ReadonlySet<string>
  /** Ids of those whose lists keep people without a mailbox. */
  readonly lenient: ReadonlySet<string>
}

/** Finds what groups want. */
export function wantedBy(
  directory: Directory,
  settings: PlanSettings,
  { domains, aliasDomains }: Pick<TargetState, 'domains' | 'aliasDomains'>,
  groups: ReadonlySet<string>,
): Wanted {
  // Everybody counts as having a mailbox: a list may need parts for them.
  const served = domains.map((domain) => ({ ...domain, relay: true }))
  const nothing = { aliases: [], domains: served, aliasDomains, mailboxes: [], absentFlags: [] }
  const addresses = new Map<string, string[]>()
  const members = new Set<string>()
  const lenient = new Set<string>()
  for (const { group, address, ...list } of desireState(
    directory,
    nothing,
    settings,
    groups,
  ).desired.values()) {
    for (const member of list.members) members.add(member)
    if (list.settings.members.withoutMailbox === 'keep') lenient.add(group.id)
    if (address === undefined) continue
    const known = addresses.get(group.id)
    if (known) known.push(address)
    else addresses.set(group.id, [address])
  }
  return { addresses, members, lenient }
}

/** What a reading of aliases needs. */
export interface AliasesContext {
  readonly target: TargetPieces
  readonly graph: Graph
  readonly settings: PlanSettings
  readonly served: Pick<TargetState, 'domains' | 'aliasDomains'>
}

/**
 * Reads the aliases of groups and at the addresses they want.
 *
 * @returns further groups that have a say: whose alias stands at such an address, or who want one that these groups want, have or leave
 */
export async function readAliases(
  groups: ReadonlySet<string>,
  known: KnownGroups,
  aliases: KnownAliases,
  context: AliasesContext,
): Promise<Set<string>> {
  const { target, graph, settings, served } = context
  const take = (alias: Alias | undefined) => {
    if (!alias) return
    aliases.byId.set(alias.id, alias)
    aliases.addresses.add(alias.address)
  }
  const remembered = [...groups].flatMap((id) => known.nodes.get(id)?.aliases ?? [])
  const unread = [...new Set(remembered)].filter((id) => !aliases.byId.has(id))
  const read = await mapConcurrently(unread, concurrency, (id) => target.readAlias(id))
  for (const alias of read) take(alias)
  const wanted = [...wantedBy(directoryOf(known), settings, served, groups).addresses.values()].flat()
  for (const address of wanted) {
    if (aliases.addresses.has(address)) continue
    aliases.addresses.add(address)
    take(await target.findAlias(address))
  }

  const further = new Set<string>()
  for (const alias of aliases.byId.values()) {
    const marker = ownMarker(alias.privateComment, settings.owner)
    if (marker && !groups.has(marker.group)) further.add(marker.group)
  }
  const left = [...groups].flatMap((id) => known.nodes.get(id)?.addresses ?? [])
  const addresses = [...wanted, ...[...aliases.byId.values()].map(({ address }) => address)]
  const claimants = await graph.claimants([...new Set([...left, ...addresses.map(addressDigest)])])
  for (const ids of claimants.values()) for (const id of ids) if (!groups.has(id)) further.add(id)
  return further
}
