import { json, noContent, refuse, refusePermission } from '../api/answer.ts'
import type { Context, Handler } from '../api/context.ts'
import { readInput } from '../api/input.ts'
import { answerPage } from '../api/list.ts'
import type { Group, User } from '../model.ts'
import { readGroupFields } from './input.ts'
import { groupJson, readGroupIncludes } from './json.ts'
import { findGroup, listGroups } from './visibility.ts'

const NEW_GROUP = { name: '', superuser: false, attributes: {}, parents: [], users: [], roles: [] }

export const getGroups: Handler = (context) => {
  const { store, version } = context.server
  const includes = readGroupIncludes(context.query)
  return answerPage(context, listGroups(context), (group) => groupJson(store, version, group, includes))
}

export const postGroup: Handler = async (context) => {
  const { server, cause } = context
  if (!context.viewer.may('add_group')) throw refusePermission()
  const input = await readInput(context.request)
  const fields = readGroupFields(server.store, server.version, input, 'POST', undefined)
  const group = server.groups.create(server.uuid(), { ...NEW_GROUP, ...fields }, cause)
  return answerGroup(context, group, 201)
}

export const getGroup: Handler = (context) => answerGroup(context, findGroup(context))

/** PUT and PATCH. */
export const changeGroup: Handler = async (context) => {
  const { server, request } = context
  const group = findGroup(context)
  requirePermission(context, 'change_group', group)
  const input = await readInput(request)
  const fields = readGroupFields(server.store, server.version, input, request.method, group)
  server.groups.update(group, fields, context.cause)
  return answerGroup(context, group)
}

export const deleteGroup: Handler = (context) => {
  const group = findGroup(context)
  requirePermission(context, 'delete_group', group)
  context.server.groups.remove(group, context.cause)
  return noContent()
}

export const addUser: Handler = async (context) => {
  const { group, user } = await readMembership(context, 'add_user_to_group')
  context.server.groups.addMember(group, user, context.cause)
  return noContent()
}

export const removeUser: Handler = async (context) => {
  const { group, user } = await readMembership(context, 'remove_user_from_group')
  context.server.groups.removeMember(group, user, context.cause)
  return noContent()
}

export const getGroupUsedBy: Handler = (context) => {
  const { store, version } = context.server
  const action = version === '2025.6' ? 'set_null' : 'cascade_many'
  const children = [...findGroup(context).children].flatMap((id) => store.groups.get(id) ?? [])
  return json(
    children.map((child) => ({
      app: 'authentik_core',
      model_name: 'group',
      pk: child.id,
      name: `Group ${child.name}`,
      action,
    })),
  )
}

async function readMembership(context: Context, permission: string): Promise<{ group: Group; user: User }> {
  const group = findGroup(context)
  requirePermission(context, permission, group)
  const { pk } = await readInput(context.request)
  const user = context.server.store.users.get(Number(pk ?? Number.NaN))
  if (!user || !context.viewer.may('view_user')) throw refuse(404, 'Not found.')
  return { group, user }
}

function requirePermission(context: Context, permission: string, group: Group): void {
  if (!context.viewer.may(permission, group.id)) throw refusePermission()
}

function answerGroup(context: Context, group: Group, status = 200): Response {
  const { store, version } = context.server
  const body = groupJson(store, version, group, readGroupIncludes(context.query))
  return json(context.fault === 'wrong-shape' ? [body] : body, status)
}
