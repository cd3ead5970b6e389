import type { Directory } from '@cowherd/directory'
import { desireState, ownedAliases, type PlanSettings, type TargetState } from '@cowherd/plan'
import { wantedBy } from '../part/aliases.ts'
import type { Reading } from '../read/read.ts'
import { aliasesAfterwards, aliasesByGroup, ownedIn } from './afterwards.ts'
import { addressDigest, type Graph, type GroupNode, settingsDigest } from './model.ts'
import { readingDigest } from './reading-digest.ts'

/** How a reading is remembered. */
export interface RememberOptions {
  /** A run is about to write on the strength of it: nobody else relies on it until that is remembered. */
  readonly suspended?: boolean
  /** Everything is written anew, whatever is there. */
  readonly renew?: boolean
}

/**
 * Remembers a whole reading; costs little where the memory is what an equal one has left.
 *
 * @param version a name that no other reading has
 */
export async function rememberWhole(
  graph: Graph,
  version: string,
  { directory, target }: Reading,
  settings: PlanSettings,
  { suspended = false, renew = false }: RememberOptions = {},
): Promise<void> {
  const reading = readingDigest({ directory, target }, settings)
  if (!renew && (await graph.meta())?.reading === reading) return suspended ? graph.suspend() : undefined
  const aliases = aliasesAfterwards(target.aliases, [])
  const byGroup = aliasesByGroup(aliases, settings.owner)
  const { addresses: wanted, lenient } = wantedBy(
    directory,
    settings,
    target,
    new Set(directory.groups.keys()),
  )
  const bare = bareLists(directory, target, settings)
  const digests = new Map([...wanted].map(([id, addresses]) => [id, addresses.map(addressDigest)]))
  const groups = new Map<string, GroupNode>()
  // A group that is gone and still has an alias is remembered too: its address may be wanted again.
  for (const id of new Set([...directory.groups.keys(), ...byGroup.keys()])) {
    groups.set(id, {
      parents: directory.groups.get(id)?.parents ?? [],
      children: directory.children.get(id) ?? [],
      addresses: digests.get(id) ?? [],
      aliases: byGroup.get(id) ?? [],
      ...(lenient.has(id) || bare.has(id) ? { lenient: true } : {}),
    })
  }
  await graph.replace(
    { groups, users: groupsByUser(directory), claimants: claimantsOf(digests) },
    {
      version,
      ...{ settings: settingsDigest(settings), reading },
      owned: ownedIn(aliases.values(), settings.owner),
      groupCount: directory.groups.size,
      absentFlags: target.absentFlags,
      domains: [...target.domains, ...target.aliasDomains].map(({ name }) => name),
      suspended,
    },
  )
}

/** Ids of the groups in whose aliases somebody stands to whom no mail arrives. */
function bareLists(directory: Directory, target: TargetState, settings: PlanSettings): Set<string> {
  const { lookup } = desireState(directory, target, settings, new Set())
  const owned = ownedAliases(target.aliases, settings.owner).filter(({ alias }) => alias.flags.active)
  const parts = new Set(owned.flatMap(({ alias, marker }) => (marker.role === 'part' ? [alias.address] : [])))
  const isBare = (member: string) =>
    !parts.has(member) && ['no-mailbox', 'mailbox-inactive'].includes(lookup.delivery(member))
  const bare = owned.filter(({ alias }) => alias.goto.some((member) => isBare(member.toLowerCase())))
  return new Set(bare.map(({ marker }) => marker.group))
}

function groupsByUser(directory: Directory): Map<number, string[]> {
  const byUser = new Map<number, string[]>()
  for (const group of directory.groups.values()) {
    for (const user of group.members) {
      const list = byUser.get(user)
      if (list) list.push(group.id)
      else byUser.set(user, [group.id])
    }
  }
  return byUser
}

function claimantsOf(digests: ReadonlyMap<string, readonly string[]>): Map<string, string[]> {
  const claimants = new Map<string, string[]>()
  for (const [id, wanted] of digests) {
    for (const digest of wanted) {
      const list = claimants.get(digest)
      if (list) list.push(id)
      else claimants.set(digest, [id])
    }
  }
  return claimants
}
