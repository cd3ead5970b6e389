import { allGroups } from '../access/viewer.ts'
import { roleJson, userGroupJson } from '../group/json.ts'
import type { Group, User, Version } from '../model.ts'
import { byKey, type Store } from '../store.ts'

const SYSTEM_PERMISSIONS = [
  'view_role',
  'view_system_info',
  'access_admin_interface',
  'add_role',
  'assign_role_permissions',
  'change_role',
  'delete_role',
  'edit_system_settings',
  'unassign_role_permissions',
  'view_system_settings',
  'add_initialpermissions',
  'change_initialpermissions',
  'delete_initialpermissions',
  'view_initialpermissions',
]

/** One user as `core/users/` answers it. */
export function userJson(store: Store, version: Version, user: User, includeGroups: boolean): object {
  const groups = groupsOf(store, user)
  return {
    pk: user.pk,
    username: user.username,
    name: user.name,
    is_active: user.active,
    last_login: null,
    date_joined: user.joined,
    is_superuser: allGroups(store, user).some((group) => group.superuser),
    groups: groups.map((group) => group.id),
    groups_obj: includeGroups ? groups.map((group) => userGroupJson(store, version, group)) : null,
    ...(version === '2026.8' ? rolesJson(store, user) : {}),
    email: user.email,
    avatar: avatar(user),
    attributes: user.attributes,
    uid: user.uid,
    path: user.path,
    type: user.type,
    uuid: user.uuid,
    password_change_date: user.passwordChanged,
    ...(version === '2026.8' ? { last_updated: user.updated } : {}),
  }
}

/** The body of `core/users/me/`. */
export function selfJson(store: Store, user: User): object {
  const groups = allGroups(store, user).sort(byKey((group) => group.name))
  const superuser = groups.some((group) => group.superuser)
  return {
    user: {
      pk: user.pk,
      username: user.username,
      name: user.name,
      is_active: user.active,
      is_superuser: superuser,
      groups: groups.map((group) => ({ name: group.name, pk: group.id })),
      email: user.email,
      avatar: avatar(user),
      uid: user.uid,
      settings: {},
      type: user.type,
      system_permissions: superuser ? SYSTEM_PERMISSIONS : [],
    },
  }
}

function rolesJson(store: Store, user: User): object {
  const roles = user.roles.flatMap((id) => store.roles.get(id) ?? [])
  return { roles: roles.map((role) => role.id), roles_obj: roles.map(roleJson) }
}

function groupsOf(store: Store, user: User): Group[] {
  return [...user.groups].flatMap((id) => store.groups.get(id) ?? []).sort(byKey((group) => group.name))
}

/** Initials on a coloured square as a data URI, about as long as the real ones. */
function avatar(user: User): string {
  const words = (user.name || user.username).split(/\s+/).filter((word) => word !== '')
  const first = words[0] ?? ''
  const initials = words.length > 1 ? `${first.charAt(0)}${words.at(-1)?.charAt(0)}` : first.slice(0, 2)
  const text = `<text x="50%" y="50%" style="color: #fff; line-height: 1; font-family: 'RedHatText','Overpass',overpass,helvetica,arial,sans-serif; " fill="#fff" alignment-baseline="middle" dominant-baseline="middle" text-anchor="middle" font-size="28" font-weight="400" dy=".1em">${initials.toUpperCase()}</text>`
  const colour = user.uid.slice(0, 6)
  const square = `<rect fill="#${colour}" cx="32" cy="32" width="64" height="64" r="32"/>`
  const image = `<svg xmlns="http://www.w3.org/2000/svg" width="64px" height="64px" viewBox="0 0 64 64" version="1.1">${square}${text}</svg>`
  return `data:image/svg+xml;base64,${Buffer.from(image).toString('base64')}`
}
