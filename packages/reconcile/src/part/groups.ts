import type { GroupsContext, KnownGroups } from './known.ts'
import { type PartRequest, WideningError } from './scope.ts'
import { readUnread } from './unread.ts'

/**
 * The target is read alias by alias, 10 to 30 ms each, and a list takes one or two of them: for more lists than this the whole target
 * takes no longer.
 */
const listsMax = 300

/** Groups whose list a request concerns by itself: those named, and those that a named user is or was in. */
export async function requestedGroups(
  request: PartRequest,
  { source, graph }: GroupsContext,
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
 * Reads groups, all that they are nested in, and all that is nested in those: what it takes to know their lists. What is remembered
 * tells whom to read, and counts only where they still say so themselves.
 *
 * @returns the groups asked for and their ancestors: those whose list may have changed
 * @throws WideningError `too-many-groups`, `vanished-group`
 */
export async function readFamily(
  ids: ReadonlySet<string>,
  context: GroupsContext,
  known: KnownGroups,
): Promise<Set<string>> {
  const { fresh, missing, nodes } = known
  const recalled = new Set(nodes.keys())
  const recall = async (level: readonly string[]) => {
    const unknown = level.filter((id) => !recalled.has(id))
    if (unknown.length === 0) return
    for (const [id, node] of await context.graph.groups(unknown)) nodes.set(id, node)
    for (const id of unknown) recalled.add(id)
  }
  const parentsOf = (id: string) => [...(fresh.get(id)?.parents ?? []), ...(nodes.get(id)?.parents ?? [])]
  const childrenOf = (id: string) => [
    ...(known.whole?.children.get(id) ?? []),
    ...(nodes.get(id)?.children ?? []),
  ]
  for (let affected: Set<string> = new Set(ids); ; ) {
    affected = await closureOf(affected, parentsOf, recall)
    if (affected.size > listsMax) throw new WideningError('too-many-groups')
    const family = await closureOf(affected, childrenOf, recall)
    const unread = [...family].filter((id) => !fresh.has(id) && !missing.has(id))
    if (unread.length === 0) return affected
    await readUnread(unread, context, known)
  }
}

/** Groups that are nested in others, at any depth, as far as they were read; without those others. */
export function descendantsOf(ids: Iterable<string>, { fresh, whole, nodes }: KnownGroups): Set<string> {
  const below = new Map<string, string[]>()
  for (const { id, parents } of fresh.values()) {
    for (const parent of parents) below.set(parent, [...(below.get(parent) ?? []), id])
  }
  const reached = new Set(ids)
  const start = reached.size
  for (const id of reached) {
    const children = [
      ...(below.get(id) ?? []),
      ...(whole?.children.get(id) ?? []),
      ...(nodes.get(id)?.children ?? []),
    ]
    for (const child of children) reached.add(child)
  }
  return new Set([...reached].slice(start))
}

/**
 * All that can be reached by `next`, circles included.
 *
 * @param recall called with each level before `next` is asked about it
 */
async function closureOf(
  ids: ReadonlySet<string>,
  next: (id: string) => readonly string[],
  recall: (level: readonly string[]) => Promise<void>,
): Promise<Set<string>> {
  const reached = new Set(ids)
  for (let level = [...ids]; level.length > 0; ) {
    await recall(level)
    level = [...new Set(level.flatMap(next))].filter((id) => !reached.has(id))
    for (const id of level) reached.add(id)
  }
  return reached
}
