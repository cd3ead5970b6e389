import type { Group, User } from '@cowherd/directory'
import type { Graph, GroupNode } from '../graph/model.ts'
import type { SourcePieces } from '../ports.ts'
import { type PartRequest, WideningError } from './scope.ts'

/** Groups read so far, and what was remembered of them. */
export interface KnownGroups {
  readonly fresh: Map<string, Group>
  readonly users: Map<number, User>
  readonly missing: Set<string>
  readonly nodes: Map<string, GroupNode>
  /** Groups that every user asked for is in now. */
  readonly groupsOfUsers: Map<number, readonly string[]>
}

/** A reading of more groups than this costs more than a walk over all of them. */
const groupsMax = 300

/** Groups whose list a request concerns by itself: those named, and those that a named user is or was in. */
export async function requestedGroups(
  request: PartRequest,
  source: SourcePieces,
  graph: Graph,
  known: KnownGroups,
): Promise<Set<string>> {
  const requested = new Set(request.groups.keys())
  const remembered = await graph.users([...request.users])
  for (const id of request.users) {
    const now = (await source.groupsOfUser(id)) ?? []
    known.groupsOfUsers.set(id, now)
    for (const group of [...now, ...(remembered.get(id) ?? [])]) requested.add(group)
  }
  return requested
}

/**
 * Reads groups, all that they are nested in, and all that is nested in those: what it takes to know their lists. Remembered children
 * are read too, and count only where they still say so themselves.
 *
 * @returns the groups asked for and their ancestors: those whose list may have changed
 * @throws WideningError `too-many-groups`
 */
export async function readFamily(
  ids: ReadonlySet<string>,
  source: SourcePieces,
  graph: Graph,
  known: KnownGroups,
): Promise<Set<string>> {
  const load = (wanted: Iterable<string>) => loadGroups([...wanted], source, graph, known)
  const affected = new Set<string>()
  for (let level = new Set(ids); level.size > 0; ) {
    await load(level)
    const parents = new Set<string>()
    for (const id of level) {
      affected.add(id)
      for (const parent of [
        ...(known.fresh.get(id)?.parents ?? []),
        ...(known.nodes.get(id)?.parents ?? []),
      ]) {
        if (!affected.has(parent) && !level.has(parent)) parents.add(parent)
      }
    }
    level = parents
  }
  const visited = new Set(affected)
  for (let level: ReadonlySet<string> = affected; level.size > 0; ) {
    await load(level)
    const children = new Set<string>()
    for (const id of level) {
      for (const child of known.nodes.get(id)?.children ?? []) if (!visited.has(child)) children.add(child)
    }
    for (const child of children) visited.add(child)
    level = children
  }
  return affected
}

async function loadGroups(
  ids: readonly string[],
  source: SourcePieces,
  graph: Graph,
  known: KnownGroups,
): Promise<void> {
  const unknown = ids.filter((id) => !known.fresh.has(id) && !known.missing.has(id))
  if (unknown.length === 0) return
  if (known.fresh.size + unknown.length > groupsMax) throw new WideningError('too-many-groups')
  const [reading, nodes] = await Promise.all([source.readGroups(unknown), graph.groups(unknown)])
  for (const group of reading.groups) known.fresh.set(group.id, group)
  for (const user of reading.users) known.users.set(user.id, user)
  for (const id of reading.missing) known.missing.add(id)
  for (const [id, node] of nodes) known.nodes.set(id, node)
}
