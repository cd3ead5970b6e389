import { createDirectory, type Directory } from '@cowherd/directory'
import { type Alias, desireState, ownMarker, type PlanSettings } from '@cowherd/plan'
import { addressDigest, type Graph } from '../graph/model.ts'
import type { TargetPieces } from '../ports.ts'
import type { KnownGroups } from './known.ts'

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

/** Addresses that groups want, by group id; the target has no say in them. */
export function wantedAddresses(
  directory: Directory,
  settings: PlanSettings,
  groups: ReadonlySet<string>,
): Map<string, string> {
  const nothing = { aliases: [], domains: [], aliasDomains: [], mailboxes: [], absentFlags: [] }
  const { desired } = desireState(directory, nothing, settings, groups)
  return new Map(
    [...desired].flatMap(([id, { address }]) => (address === undefined ? [] : [[id, address] as const])),
  )
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
  context: { readonly target: TargetPieces; readonly graph: Graph; readonly settings: PlanSettings },
): Promise<Set<string>> {
  const { target, graph, settings } = context
  const take = (alias: Alias | undefined) => {
    if (!alias) return
    aliases.byId.set(alias.id, alias)
    aliases.addresses.add(alias.address)
  }
  for (const id of groups) {
    for (const aliasId of known.nodes.get(id)?.aliases ?? []) {
      if (!aliases.byId.has(aliasId)) take(await target.readAlias(aliasId))
    }
  }
  const wanted = wantedAddresses(directoryOf(known), settings, groups)
  for (const address of wanted.values()) {
    if (aliases.addresses.has(address)) continue
    aliases.addresses.add(address)
    take(await target.findAlias(address))
  }

  const further = new Set<string>()
  for (const alias of aliases.byId.values()) {
    const marker = ownMarker(alias.privateComment, settings.owner)
    if (marker && !groups.has(marker.group)) further.add(marker.group)
  }
  const left = [...groups].flatMap((id) => known.nodes.get(id)?.address ?? [])
  const addresses = [...wanted.values(), ...[...aliases.byId.values()].map(({ address }) => address)]
  const claimants = await graph.claimants([...new Set([...left, ...addresses.map(addressDigest)])])
  for (const ids of claimants.values()) for (const id of ids) if (!groups.has(id)) further.add(id)
  return further
}
