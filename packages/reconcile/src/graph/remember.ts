import type { Directory } from '@cowherd/directory'
import type { PlanSettings } from '@cowherd/plan'
import type { ChangeResult } from '../apply/result.ts'
import { wantedAddresses } from '../part/aliases.ts'
import type { PartReading } from '../part/read.ts'
import type { Reading } from '../read/read.ts'
import { aliasesAfterwards, aliasesByGroup, ownedAfterwards } from './afterwards.ts'
import { addressDigest, type Graph, type GroupNode } from './model.ts'

/** Remembers a whole reading and what the run made of it. */
export async function rememberWhole(
  graph: Graph,
  version: string,
  reading: Reading,
  results: readonly ChangeResult[],
  settings: PlanSettings,
): Promise<void> {
  const { directory, target } = reading
  const aliases = aliasesAfterwards(target.aliases, results)
  const byGroup = aliasesByGroup(aliases, settings.owner)
  const wanted = wantedAddresses(directory, settings, new Set(directory.groups.keys()))
  const groups = new Map<string, GroupNode>()
  // A group that is gone and still has an alias is remembered too: its address may be wanted again.
  for (const id of new Set([...directory.groups.keys(), ...byGroup.keys()])) {
    groups.set(id, nodeOf(directory, id, wanted.get(id), byGroup.get(id)))
  }
  await graph.replace(
    { groups, users: groupsByUser(directory), claimants: claimantsOf(wanted) },
    { version, owned: ownedAfterwards(aliases, settings.owner), absentFlags: target.absentFlags },
  )
}

/** Brings the memory up to date with a reading of a part and what the run made of it. */
export async function rememberPart(
  graph: Graph,
  reading: PartReading,
  results: readonly ChangeResult[],
  settings: PlanSettings,
): Promise<void> {
  const { directory, target, known, groups: affected } = reading
  const before = aliasesAfterwards(target.aliases, [])
  const after = aliasesAfterwards(target.aliases, results)
  const byGroup = aliasesByGroup(after, settings.owner)
  const wanted = wantedAddresses(directory, settings, affected)

  const nodes = new Map<string, GroupNode | null>()
  const node = (id: string): GroupNode => nodes.get(id) ?? known.nodes.get(id) ?? emptyNode
  for (const id of [...known.fresh.keys(), ...known.missing]) {
    const parents = known.fresh.get(id)?.parents ?? []
    const address = affected.has(id) ? (digestOf(wanted.get(id)) ?? null) : node(id).address
    const aliases = affected.has(id) ? (byGroup.get(id) ?? []) : node(id).aliases
    nodes.set(id, { parents, children: node(id).children, address, aliases })
  }
  for (const [id, { parents }] of known.nodes) {
    const now = known.fresh.get(id)?.parents ?? []
    for (const parent of parents.filter((one) => !now.includes(one))) {
      if (!known.nodes.has(parent) && !known.fresh.has(parent)) continue
      nodes.set(parent, { ...node(parent), children: node(parent).children.filter((child) => child !== id) })
    }
  }
  for (const { id, parents } of known.fresh.values()) {
    for (const parent of parents) {
      if (!known.fresh.has(parent) || node(parent).children.includes(id)) continue
      nodes.set(parent, { ...node(parent), children: [...node(parent).children, id].sort() })
    }
  }
  for (const id of known.missing) if (!byGroup.has(id)) nodes.set(id, null)

  const meta = await graph.meta()
  const owned = meta?.owned ?? { aliases: 0, memberships: 0 }
  const was = ownedAfterwards(before, settings.owner)
  const is = ownedAfterwards(after, settings.owner)
  await graph.update(
    {
      groups: nodes,
      users: await usersOf(graph, reading),
      claimants: await claimantsAfter(graph, reading, wanted),
    },
    {
      aliases: Math.max(0, owned.aliases + is.aliases - was.aliases),
      memberships: Math.max(0, owned.memberships + is.memberships - was.memberships),
    },
  )
}

const emptyNode: GroupNode = { parents: [], children: [], address: null, aliases: [] }

function nodeOf(
  directory: Directory,
  id: string,
  wanted: string | undefined,
  aliases: readonly number[] | undefined,
): GroupNode {
  return {
    parents: directory.groups.get(id)?.parents ?? [],
    children: directory.children.get(id) ?? [],
    address: digestOf(wanted) ?? null,
    aliases: aliases ?? [],
  }
}

function digestOf(address: string | undefined): string | undefined {
  return address === undefined ? undefined : addressDigest(address)
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

function claimantsOf(wanted: ReadonlyMap<string, string>): Map<string, string[]> {
  const claimants = new Map<string, string[]>()
  for (const [id, address] of wanted) {
    const digest = addressDigest(address)
    claimants.set(digest, [...(claimants.get(digest) ?? []), id])
  }
  return claimants
}

/** Who was seen in a group is in it; who was asked for is in those groups alone. Others may have left: that costs a read too many. */
async function usersOf(graph: Graph, { known }: PartReading): Promise<Map<number, readonly string[]>> {
  const ids = new Set(known.groupsOfUsers.keys())
  for (const group of known.fresh.values()) for (const user of group.members) ids.add(user)
  const users = new Map(await graph.users([...ids]))
  for (const [id, groups] of known.groupsOfUsers) users.set(id, groups)
  const changed = new Map<number, readonly string[]>(known.groupsOfUsers)
  for (const group of known.fresh.values()) {
    for (const user of group.members) {
      const groups = changed.get(user) ?? users.get(user) ?? []
      if (!groups.includes(group.id)) changed.set(user, [...groups, group.id])
    }
  }
  return changed
}

async function claimantsAfter(
  graph: Graph,
  { groups, known }: PartReading,
  wanted: ReadonlyMap<string, string>,
): Promise<Map<string, readonly string[]>> {
  const moves = [...groups].flatMap((id) => {
    const from = known.nodes.get(id)?.address ?? undefined
    const to = digestOf(wanted.get(id))
    return from === to ? [] : [{ id, from, to }]
  })
  const digests = moves.flatMap(({ from, to }) => [from, to].filter((digest) => digest !== undefined))
  const claimants = new Map(await graph.claimants([...new Set(digests)]))
  for (const { id, from, to } of moves) {
    if (from !== undefined)
      claimants.set(
        from,
        (claimants.get(from) ?? []).filter((other) => other !== id),
      )
    if (to !== undefined)
      claimants.set(to, [...(claimants.get(to) ?? []).filter((other) => other !== id), id])
  }
  return claimants
}
