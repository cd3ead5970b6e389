import { allGroups } from '../access/viewer.ts'
import { Refusal } from '../api/answer.ts'
import { parseAttributeFilter } from '../api/attribute-filter.ts'
import { invalidChoice, matchesSearch, readBoolean } from '../api/query.ts'
import type { Group, User, UserType, Version } from '../model.ts'
import { byKey, type Store } from '../store.ts'
import { parseUuid } from '../uuid.ts'

/** Types that a user can have. */
export const USER_TYPES: readonly UserType[] = [
  'internal',
  'external',
  'service_account',
  'internal_service_account',
]

const ORDERING_KEYS: Readonly<Record<string, (user: User) => string | number>> = {
  name: (user) => user.name,
  email: (user) => user.email,
  is_active: (user) => Number(user.active),
  date_joined: (user) => user.joined,
  last_updated: (user) => user.updated,
  type: (user) => user.type,
}

/** All users in the order asked for; an unknown `ordering` gives the order of usernames. */
export function orderUsers(store: Store, query: URLSearchParams): readonly User[] {
  const ordering = query.get('ordering') ?? ''
  const key = ordering.replace(/^-/, '')
  const other = ORDERING_KEYS[key]
  const sorted = other
    ? store.usersBy('username').toSorted(byKey(other))
    : store.usersBy(key === 'pk' ? 'pk' : 'username')
  const known = other !== undefined || key === 'pk' || key === 'username'
  return known && ordering.startsWith('-') ? sorted.toReversed() : sorted
}

/** The users whose username, name, email or uuid has the words of `search`, in any case. */
export function searchUsers(users: readonly User[], query: URLSearchParams): readonly User[] {
  const search = query.get('search')?.trim()
  if (!search) return users
  return users.filter((user) => matchesSearch(search, [user.username, user.name, user.email, user.uuid]))
}

/**
 * The users that pass the filters; a repeated `type` or `groups_by_*` means any of them.
 *
 * @throws Refusal 400 for a type or group that does not exist
 */
export function filterUsers(
  store: Store,
  version: Version,
  users: readonly User[],
  query: URLSearchParams,
): readonly User[] {
  const conditions = [
    ...textConditions(query),
    ...flagConditions(store, query),
    ...choiceConditions(store, query),
    ...(version === '2026.8' ? timeConditions(query) : []),
  ]
  return conditions.length === 0 ? users : users.filter((user) => conditions.every((holds) => holds(user)))
}

type Condition = (user: User) => boolean

function textConditions(query: URLSearchParams): Condition[] {
  const conditions: Condition[] = []
  for (const field of ['username', 'name', 'email', 'path'] as const) {
    const wanted = query.get(field)
    if (wanted) conditions.push((user) => user[field] === wanted)
  }
  const path = query.get('path_startswith')
  if (path) conditions.push((user) => user.path.startsWith(path))
  const uuid = query.get('uuid')
  if (uuid) {
    const wanted = parseUuid(uuid)
    if (!wanted) throw new Refusal(400, { uuid: ['Enter a valid UUID.'] })
    conditions.push((user) => user.uuid === wanted)
  }
  const attributes = query.get('attributes')
  if (attributes) {
    const holds = parseAttributeFilter(attributes)
    conditions.push((user) => holds(user.attributes))
  }
  return conditions
}

function flagConditions(store: Store, query: URLSearchParams): Condition[] {
  const conditions: Condition[] = []
  const active = readBoolean(query.get('is_active'))
  if (active !== undefined) conditions.push((user) => user.active === active)
  const superuser = readBoolean(query.get('is_superuser'))
  if (superuser !== undefined) {
    conditions.push((user) => allGroups(store, user).some((group) => group.superuser) === superuser)
  }
  return conditions
}

function choiceConditions(store: Store, query: URLSearchParams): Condition[] {
  const conditions: Condition[] = []
  const types = query.getAll('type')
  const unknown = types.find((type) => !USER_TYPES.some((known) => known === type))
  if (unknown !== undefined) throw new Refusal(400, { type: [invalidChoice(unknown)] })
  if (types.length > 0) conditions.push((user) => types.includes(user.type))
  for (const parameter of ['groups_by_pk', 'groups_by_name']) {
    const groups = query.getAll(parameter).map((choice) => findGroup(store, parameter, choice))
    if (groups.length > 0) conditions.push((user) => groups.some((group) => user.groups.has(group.id)))
  }
  return conditions
}

function timeConditions(query: URLSearchParams): Condition[] {
  const after = query.get('last_updated__gt')
  const before = query.get('last_updated__lt')
  return [
    ...(after ? [(user: User) => Date.parse(user.updated) > Date.parse(after)] : []),
    ...(before ? [(user: User) => Date.parse(user.updated) < Date.parse(before)] : []),
  ]
}

function findGroup(store: Store, parameter: string, choice: string): Group {
  const group =
    parameter === 'groups_by_pk'
      ? store.groups.get(parseUuid(choice) ?? '')
      : store.groupsBy('name').find((candidate) => candidate.name === choice)
  if (!group) throw new Refusal(400, { [parameter]: [invalidChoice(choice)] })
  return group
}
