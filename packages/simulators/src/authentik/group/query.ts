import { Refusal } from '../api/answer.ts'
import { parseAttributeFilter } from '../api/attribute-filter.ts'
import { invalidChoice, matchesSearch, readBoolean } from '../api/query.ts'
import type { Group, User } from '../model.ts'
import { byKey, type Store } from '../store.ts'

/** All groups in the order asked for; an unknown `ordering` gives the order of names. */
export function orderGroups(store: Store, query: URLSearchParams): readonly Group[] {
  const ordering = query.get('ordering') ?? ''
  const key = ordering.replace(/^-/, '')
  if (key === 'is_superuser') {
    const sorted = [...store.groupsBy('name')].sort(byKey((group) => Number(group.superuser)))
    return ordering.startsWith('-') ? sorted.reverse() : sorted
  }
  if (key !== 'name' && key !== 'pk') return store.groupsBy('name')
  return ordering.startsWith('-') ? store.groupsBy(key).toReversed() : store.groupsBy(key)
}

/** The groups whose name has the words of `search`, in any case. */
export function searchGroups(groups: readonly Group[], query: URLSearchParams): readonly Group[] {
  const search = query.get('search')?.trim()
  return search ? groups.filter((group) => matchesSearch(search, [group.name])) : groups
}

/**
 * The groups that pass the filters `name`, `is_superuser`, `members_by_pk`, `members_by_username` and `attributes`.
 *
 * @throws Refusal 400 for a member that does not exist and for broken JSON
 */
export function filterGroups(
  store: Store,
  groups: readonly Group[],
  query: URLSearchParams,
): readonly Group[] {
  const conditions: ((group: Group) => boolean)[] = []
  const name = query.get('name')
  if (name) conditions.push((group) => group.name === name)
  const superuser = readBoolean(query.get('is_superuser'))
  if (superuser !== undefined) conditions.push((group) => group.superuser === superuser)
  for (const parameter of ['members_by_pk', 'members_by_username']) {
    const members = query.getAll(parameter).map((choice) => findMember(store, parameter, choice))
    if (members.length > 0) conditions.push((group) => members.some((user) => group.members.has(user.pk)))
  }
  const attributes = query.get('attributes')
  if (attributes) {
    const holds = parseAttributeFilter(attributes)
    conditions.push((group) => holds(group.attributes))
  }
  return conditions.length === 0
    ? groups
    : groups.filter((group) => conditions.every((holds) => holds(group)))
}

function findMember(store: Store, parameter: string, choice: string): User {
  const user =
    parameter === 'members_by_pk'
      ? store.users.get(/^\d+$/.test(choice) ? Number(choice) : Number.NaN)
      : store.usersBy('username').find((candidate) => candidate.username === choice)
  if (!user) throw new Refusal(400, { [parameter]: [invalidChoice(choice)] })
  return user
}
