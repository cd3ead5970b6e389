import { json, noContent, refuse, refusePermission } from '../api/answer.ts'
import type { Context, Handler } from '../api/context.ts'
import { type Input, readInput } from '../api/input.ts'
import { answerPage } from '../api/list.ts'
import { matchesSearch } from '../api/query.ts'
import { roleJson } from '../group/json.ts'
import type { Role } from '../model.ts'
import { byKey } from '../store.ts'
import { parseUuid } from '../uuid.ts'

/** All roles by name, or those that a `search` finds. */
export const getRoles: Handler = (context) => {
  requireSuperuser(context)
  const search = context.query.get('search')?.trim()
  const roles = [...context.server.store.roles.values()]
    .filter((role) => !search || matchesSearch(search, [role.name]))
    .sort(byKey((role) => role.name))
  return answerPage(context, roles, roleJson)
}

/** Makes a role without permissions. */
export const postRole: Handler = async (context) => {
  const { store, uuid } = context.server
  requireSuperuser(context)
  const { name } = await readInput(context.request)
  const role: Role = { id: uuid(), name: String(name), permissions: new Set(), objects: new Map() }
  store.roles.set(role.id, role)
  return json(roleJson(role), 201)
}

export const getRole: Handler = (context) => json(roleJson(findRole(context)))

export const deleteRole: Handler = (context) => {
  const { store } = context.server
  const role = findRole(context)
  for (const group of store.groups.values()) group.roles = group.roles.filter((id) => id !== role.id)
  store.roles.delete(role.id)
  return noContent()
}

/** Gives permissions to a role: on everything, or on the object of `object_pk`. */
export const assignPermissions: Handler = async (context) => {
  const { role, permissions, objectId } = await readAssignment(context)
  for (const permission of permissions) {
    if (objectId === undefined) role.permissions.add(permission)
    else role.objects.set(permission, new Set(role.objects.get(permission)).add(objectId))
  }
  return json(permissions.map((_, index) => ({ id: String(index + 1) })))
}

export const unassignPermissions: Handler = async (context) => {
  const { role, permissions, objectId } = await readAssignment(context)
  for (const permission of permissions) {
    if (objectId === undefined) role.permissions.delete(permission)
    else role.objects.get(permission)?.delete(objectId)
  }
  return noContent()
}

async function readAssignment(context: Context) {
  const role = findRole(context)
  const input = await readInput(context.request)
  const objectId = typeof input.object_pk === 'string' ? parseUuid(input.object_pk) : undefined
  return { role, permissions: readCodenames(input), objectId }
}

/** The role that a path names, for a superuser. */
function findRole(context: Context): Role {
  requireSuperuser(context)
  const role = context.server.store.roles.get(parseUuid(context.param('role')) ?? '')
  if (!role) throw refuse(404, 'No Role matches the given query.')
  return role
}

/** `authentik_core.view_group` → `view_group`. */
function readCodenames(input: Input): string[] {
  const permissions = Array.isArray(input.permissions) ? input.permissions : []
  return permissions.map((permission) => String(permission).split('.').at(-1) ?? '')
}

function requireSuperuser(context: Context): void {
  if (!context.viewer.superuser) throw refusePermission()
}
