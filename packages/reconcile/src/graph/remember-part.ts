import type { PlanSettings } from '@cowherd/plan'
import type { ChangeResult } from '../apply/result.ts'
import type { PartReading } from '../part/read.ts'
import { aliasesAfterwards, aliasesByGroup, growthOf } from './afterwards.ts'
import { ForgottenError } from './graph.ts'
import { addressDigest, emptyNode, type Graph, type GroupNode } from './model.ts'

/**
 * Brings the memory up to date with a reading of a part and what the run made of it, and lets others rely on it again. Where it is not
 * known what a write has done, nobody does until everything was read.
 */
export async function rememberPart(
  graph: Graph,
  reading: PartReading,
  results: readonly ChangeResult[],
  settings: PlanSettings,
): Promise<void> {
  if (results.some(({ uncertain }) => uncertain)) return graph.suspend()
  try {
    await updateGraph(graph, reading, results, settings)
    await graph.resume()
  } catch (error) {
    if (!(error instanceof ForgottenError)) throw error
    await graph.suspend()
  }
}

async function updateGraph(
  graph: Graph,
  reading: PartReading,
  results: readonly ChangeResult[],
  settings: PlanSettings,
): Promise<void> {
  const { target, wanted } = reading
  const before = aliasesAfterwards(target.aliases, [])
  const after = aliasesAfterwards(target.aliases, results)
  const digests = new Map([...wanted].map(([id, addresses]) => [id, addresses.map(addressDigest)]))
  await graph.update(
    {
      groups: nodesAfter(reading, digests, aliasesByGroup(after, settings.owner)),
      users: await usersAfter(graph, reading),
      claimants: await claimantsAfter(graph, reading, digests),
    },
    growthOf(before.values(), after.values(), settings.owner),
  )
}

function nodesAfter(
  { known, groups: affected, lenient }: PartReading,
  digests: ReadonlyMap<string, readonly string[]>,
  aliases: ReadonlyMap<string, readonly number[]>,
): Map<string, GroupNode | null> {
  const { fresh, missing } = known
  const nodes = new Map<string, GroupNode>()
  const node = (id: string) => nodes.get(id) ?? known.nodes.get(id) ?? emptyNode
  const parentsNow = (id: string) => fresh.get(id)?.parents ?? []

  for (const id of [...fresh.keys(), ...missing]) {
    // What was read for its members alone keeps what is remembered: its own event is still to come, and has to find it.
    const own = affected.has(id)
      ? { parents: parentsNow(id), addresses: digests.get(id) ?? [], aliases: aliases.get(id) ?? [] }
      : { parents: [...new Set([...node(id).parents, ...parentsNow(id)])].sort() }
    const { lenient: was, ...rest } = node(id)
    // A policy, a hold or a failure may leave people in it: only a reading of everything shows that nobody is.
    const keeps = was || lenient.has(id)
    if (affected.has(id) || fresh.has(id))
      nodes.set(id, { ...rest, ...own, ...(keeps ? { lenient: true } : {}) })
  }
  const setChildren = (id: string, children: readonly string[]) => nodes.set(id, { ...node(id), children })
  for (const [id, before] of known.nodes) {
    for (const parent of before.parents) {
      if (parentsNow(id).includes(parent) || !(fresh.has(parent) || missing.has(parent))) continue
      setChildren(
        parent,
        node(parent).children.filter((child) => child !== id),
      )
    }
  }
  for (const { id, parents } of fresh.values()) {
    for (const parent of parents) {
      if (!fresh.has(parent) || node(parent).children.includes(id)) continue
      setChildren(parent, [...node(parent).children, id].sort())
    }
  }
  const forgotten = [...missing].filter((id) => affected.has(id) && !aliases.has(id))
  return new Map([...nodes, ...forgotten.map((id) => [id, null] as const)])
}

/** Who was seen in a group is in it; who was asked for is in those groups alone. Others may have left: that costs a read too many. */
async function usersAfter(graph: Graph, { known }: PartReading): Promise<Map<number, readonly string[]>> {
  const seen = [...known.fresh.values()].flatMap(({ members }) => members)
  const remembered = await graph.users([...new Set(seen)])
  const changed = new Map<number, readonly string[]>(known.groupsOfUsers)
  for (const group of known.fresh.values()) {
    for (const user of group.members) {
      const groups = changed.get(user) ?? remembered.get(user) ?? []
      if (!groups.includes(group.id)) changed.set(user, [...groups, group.id])
    }
  }
  return changed
}

async function claimantsAfter(
  graph: Graph,
  { groups, known }: PartReading,
  digests: ReadonlyMap<string, readonly string[]>,
): Promise<Map<string, readonly string[]>> {
  const moves = [...groups].map((id) => {
    const before = new Set(known.nodes.get(id)?.addresses)
    const after = new Set(digests.get(id))
    return { id, left: before.difference(after), taken: after.difference(before) }
  })
  const concerned = moves.flatMap(({ left, taken }) => [...left, ...taken])
  const claimants = new Map(await graph.claimants([...new Set(concerned)]))
  const others = (digest: string, id: string) => (claimants.get(digest) ?? []).filter((other) => other !== id)
  for (const { id, left, taken } of moves) {
    for (const digest of left) claimants.set(digest, others(digest, id))
    for (const digest of taken) claimants.set(digest, [...others(digest, id), id])
  }
  return claimants
}
