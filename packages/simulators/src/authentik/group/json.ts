import type { Group, Role, User, Version } from '../model.ts'
import type { Store } from '../store.ts'
import { numericId } from '../uuid.ts'

/** Which related objects a group answer spells out. */
export interface GroupIncludes {
  readonly users: boolean
  readonly parents: boolean
  readonly children: boolean
  readonly inheritedRoles: boolean
}

/** The `include_*` parameters of a group request; anything but `true` (in any case) is false. */
export function readGroupIncludes(query: URLSearchParams): GroupIncludes {
  const reads = (name: string, fallback: string) => (query.get(name) ?? fallback).toLowerCase() === 'true'
  return {
    users: reads('include_users', 'true'),
    parents: reads('include_parents', 'false'),
    children: reads('include_children', 'false'),
    inheritedRoles: reads('include_inherited_roles', 'false'),
  }
}

/** One group as `core/groups/` answers it. */
export function groupJson(store: Store, version: Version, group: Group, includes: GroupIncludes): object {
  const members = [...group.members].sort((a, b) => a - b)
  const start = { pk: group.id, num_pk: numericId(group.id), name: group.name, is_superuser: group.superuser }
  const middle = {
    users: members,
    users_obj: includes.users ? usersOf(store, members).map(memberJson) : null,
    attributes: group.attributes,
    roles: group.roles,
    roles_obj: rolesOf(store, group.roles).map(roleJson),
  }
  if (version === '2025.6') return { ...start, ...parentJson(store, group), ...middle }
  const related = (ids: Iterable<string>) => groupsOf(store, ids).map(relatedGroupJson)
  return {
    ...start,
    parents: [...group.parents],
    parents_obj: includes.parents ? related(group.parents) : null,
    ...middle,
    inherited_roles_obj: includes.inheritedRoles ? inheritedRoles(store, group).map(roleJson) : null,
    children: [...group.children],
    children_obj: includes.children ? related(group.children) : null,
  }
}

/** One group as the `groups_obj` of a user shows it. */
export function userGroupJson(store: Store, version: Version, group: Group): object {
  return {
    pk: group.id,
    num_pk: numericId(group.id),
    name: group.name,
    is_superuser: group.superuser,
    ...(version === '2025.6' ? parentJson(store, group) : {}),
    attributes: group.attributes,
  }
}

/** A role as groups and users show it. */
export function roleJson(role: Role): object {
  return { pk: role.id, name: role.name }
}

function parentJson(store: Store, group: Group): object {
  const parent = groupsOf(store, group.parents)[0]
  return { parent: parent?.id ?? null, parent_name: parent?.name ?? null }
}

function relatedGroupJson(group: Group): object {
  const { id, name, superuser, attributes } = group
  return { pk: id, name, is_superuser: superuser, attributes, group_uuid: id }
}

function memberJson(user: User): object {
  return {
    pk: user.pk,
    username: user.username,
    name: user.name,
    is_active: user.active,
    last_login: null,
    email: user.email,
    attributes: user.attributes,
    uid: user.uid,
  }
}

function inheritedRoles(store: Store, group: Group): Role[] {
  const seen = new Set<string>([group.id])
  const waiting = [...group.parents]
  const ids = new Set<string>()
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const parent = store.groups.get(id)
    if (!parent || seen.has(id)) continue
    seen.add(id)
    for (const role of parent.roles) ids.add(role)
    waiting.push(...parent.parents)
  }
  return rolesOf(store, [...ids])
}

function groupsOf(store: Store, ids: Iterable<string>): Group[] {
  return [...ids].flatMap((id) => store.groups.get(id) ?? [])
}

function usersOf(store: Store, pks: readonly number[]): User[] {
  return pks.flatMap((pk) => store.users.get(pk) ?? [])
}

function rolesOf(store: Store, ids: readonly string[]): Role[] {
  return ids.flatMap((id) => store.roles.get(id) ?? [])
}
