import {
  createDirectory,
  type Directory,
  type Group,
  normaliseGroupId,
  personalGroup,
  type User,
} from '@cowherd/directory'
import { parentsOf } from './groups.ts'
import type { GroupEntry, MemberEntry, UserEntry } from './schemas.ts'

/** The directory that the groups of one reading make. Users are those who are in a group. */
export function toDirectory(entries: readonly GroupEntry[], serviceAccounts: ReadonlySet<number>): Directory {
  return createDirectory(entries.map(toGroup), toUsers(entries, serviceAccounts))
}

/** The directory of groups and all users, each of whom is a group of one besides. */
export function withPersonalGroups(
  entries: readonly GroupEntry[],
  accounts: readonly UserEntry[],
): Directory {
  const serviceAccounts = new Set(accounts.filter(isServiceAccount).map(({ pk }) => pk))
  const users = new Map(toUsers(entries, serviceAccounts).map((user) => [user.id, user]))
  const all = accounts.map(toTypedUser)
  for (const user of all) users.set(user.id, user)
  return createDirectory([...entries.map(toGroup), ...all.map(personalGroup)], users.values())
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
    ...(member.attributes ? { attributes: member.attributes } : {}),
  }
}

/** A user of the model, whose type is known. */
export function toTypedUser(entry: UserEntry): User {
  return toUser(entry, isServiceAccount(entry) ? new Set([entry.pk]) : new Set())
}

/** Whether an account is no person. */
function isServiceAccount({ type }: UserEntry): boolean {
  return type === 'service_account' || type === 'internal_service_account'
}
