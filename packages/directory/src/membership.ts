import type { Directory, User } from './model.ts'

/** A user who belongs to a group, and through which groups. */
export interface EffectiveMember {
  readonly user: User
  /** Group ids from the group asked for down to the one that has the user as a direct member; the shortest such path. */
  readonly path: readonly string[]
}

/**
 * Everybody in a group or in any group nested in it, each once, in order of user id. Diamonds count once and cycles end.
 *
 * @param groupId id as in the directory; an unknown one has no members
 */
export function effectiveMembers(directory: Directory, groupId: string): EffectiveMember[] {
  if (!directory.children.has(groupId)) return directMembers(directory, groupId)
  const found = new Map<number, EffectiveMember>()
  const visited = new Set([groupId])
  let level: { readonly id: string; readonly path: readonly string[] }[] = [{ id: groupId, path: [groupId] }]
  while (level.length > 0) {
    const next: typeof level = []
    for (const { id, path } of level) {
      for (const userId of directory.groups.get(id)?.members ?? []) {
        const user = directory.users.get(userId)
        if (user && !found.has(userId)) found.set(userId, { user, path })
      }
      for (const child of directory.children.get(id) ?? []) {
        if (visited.has(child)) continue
        visited.add(child)
        next.push({ id: child, path: [...path, child] })
      }
    }
    level = next
  }
  return [...found.values()].sort((a, b) => a.user.id - b.user.id)
}

/** Everybody who is in a group itself, in order of user id; an unknown one has no members. */
export function directMembers(directory: Directory, groupId: string): EffectiveMember[] {
  const path = [groupId]
  const found: EffectiveMember[] = []
  for (const id of directory.groups.get(groupId)?.members ?? []) {
    const user = directory.users.get(id)
    if (user) found.push({ user, path })
  }
  return found
}

/** Ids of all groups that a group is nested in, at any depth, without itself, in no particular order. Cycles end. */
export function ancestors(directory: Directory, groupId: string): Set<string> {
  const found = new Set<string>()
  const open = [groupId]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const parent of directory.groups.get(id)?.parents ?? []) {
      if (parent === groupId || found.has(parent) || !directory.groups.has(parent)) continue
      found.add(parent)
      open.push(parent)
    }
  }
  return found
}
