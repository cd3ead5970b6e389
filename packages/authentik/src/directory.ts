import { createDirectory, type Directory, type Group, normaliseGroupId, type User } from '@cowherd/directory'
import { parentsOf } from './groups.ts'
import type { GroupEntry, MemberEntry } from './schemas.ts'

/** The directory that the groups of one reading make. Users are those who are in a group. */
export function toDirectory(entries: readonly GroupEntry[], serviceAccounts: ReadonlySet<number>): Directory {
  return createDirectory(entries.map(toGroup), toUsers(entries, serviceAccounts))
}

/** The members of some groups, each once. */
export function toUsers(entries: readonly GroupEntry[], serviceAccounts: ReadonlySet<number>): User[] {
  // Answers are moments apart: where a user was changed in between, the later one is right.
  const members = new Map<number, MemberEntry>()
  for (const entry of entries) for (const member of entry.users_obj) members.set(member.pk, member)
  return [...members.values()].map((member) => toUser(member, serviceAccounts))
}

/** A group of the model. */
export function toGroup(entry: GroupEntry): Group {
  return {
    id: normaliseGroupId(entry.pk),
    name: entry.name,
    superuser: entry.is_superuser,
    parents: parentsOf(entry),
    members: entry.users,
    attributes: entry.attributes,
  }
}

function toUser(member: MemberEntry, serviceAccounts: ReadonlySet<number>): User {
  return {
    id: member.pk,
    username: member.username,
    name: member.name,
    email: member.email,
    active: member.is_active,
    serviceAccount: serviceAccounts.has(member.pk),
  }
}
