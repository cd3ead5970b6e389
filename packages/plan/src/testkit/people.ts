import { createDirectory, type Directory, type Group, type User } from '@cowherd/directory'

/** The id of the n-th group: ids sort as their numbers do. */
export function groupId(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
}

/** An active person; number 7 is u7 with the address u7@example.org. */
export function person(id: number, facts: Partial<User> = {}): User {
  return {
    id,
    username: `u${id}`,
    name: `User ${id}`,
    email: `u${id}@example.org`,
    active: true,
    serviceAccount: false,
    ...facts,
  }
}

/** The n-th group, with direct members by number. */
export function groupOf(
  n: number,
  name: string,
  members: readonly number[] = [],
  facts: Partial<Omit<Group, 'parents'>> & { readonly parents?: readonly number[] } = {},
): Group {
  const { parents = [], ...rest } = facts
  return {
    id: groupId(n),
    name,
    superuser: false,
    members,
    attributes: {},
    ...rest,
    parents: parents.map(groupId),
  }
}

/** A directory in which every member named exists, unless given in another form. */
export function directoryOf(groups: readonly Group[], people: readonly User[] = []): Directory {
  const users = new Map(groups.flatMap(({ members }) => members).map((id) => [id, person(id)]))
  for (const one of people) users.set(one.id, one)
  return createDirectory(groups, users.values())
}

/** Numbers from first to last. */
export function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}
