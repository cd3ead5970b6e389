import type { Directory, Group, User } from './model.ts'

/** The id of the group of one that a user's personal aliases belong to: `user-42`. */
export function personalGroupId(userId: number): string {
  return `user-${userId}`
}

/** The user whose personal group it is; undefined for the source's own groups. */
export function userOfPersonalGroup(groupId: string): number | undefined {
  const digits = /^user-([1-9]\d{0,9})$/.exec(groupId)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** A user as a group of one, named by username, with the user's own attributes. */
export function personalGroup(user: User): Group {
  return {
    id: personalGroupId(user.id),
    name: user.username,
    superuser: false,
    parents: [],
    members: [user.id],
    attributes: user.attributes ?? {},
  }
}

/** Whether the source has any group of its own: Authentik always has some, so that a directory without one is a fault. */
export function hasGroups({ groups }: Directory): boolean {
  for (const id of groups.keys()) if (userOfPersonalGroup(id) === undefined) return true
  return false
}
