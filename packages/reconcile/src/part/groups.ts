import type { Group, User } from '@cowherd/directory'
import { UpstreamError } from '@cowherd/upstream'
import type { Graph, GroupNode } from '../graph/model.ts'
import type { GroupsReading, SourcePieces } from '../ports.ts'
import { type PartRequest, WideningError } from './scope.ts'

/** Groups read so far, and what was remembered of them. */
export interface KnownGroups {
  /** Groups that are known to be gone: all others that are not found are asked for twice. */
  readonly expected: ReadonlySet<string>
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
  const readings = [reading]
  const doubtful = [...reading.missing].filter((id) => !known.expected.has(id))
  const [control] = [...known.fresh.keys(), ...reading.groups.map(({ id }) => id)]
  if (doubtful.length > 0) readings.push(await readAgain(doubtful, control, source))
  for (const { groups, users, missing } of readings) {
    for (const group of groups) known.fresh.set(group.id, group)
    for (const user of users) known.users.set(user.id, user)
    for (const id of missing) known.missing.add(id)
  }
  for (const id of known.fresh.keys()) known.missing.delete(id)
  for (const [id, node] of nodes) known.nodes.set(id, node)
}

/** Groups that were not found, once more, beside one that was: whoever is in them would be taken out of all that they were in. */
async function readAgain(
  ids: readonly string[],
  control: string | undefined,
  source: SourcePieces,
): Promise<GroupsReading> {
  const reading = await source.readGroups(control === undefined ? ids : [control, ...ids])
  if (control === undefined || !reading.missing.has(control)) return reading
  throw new UpstreamError(
    'source',
    'not-whole',
    `Authentik gave the group ${control} a moment ago and does not know it now: the reading is not whole, so nothing is changed. Look for what stands between Cowherd and Authentik if it stays so.`,
  )
}
