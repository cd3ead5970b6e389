import { json, noContent, refuse, refusePermission } from '../api/answer.ts'
import type { Context, Handler } from '../api/context.ts'
import { readInput } from '../api/input.ts'
import { answerPage } from '../api/list.ts'
import type { User } from '../model.ts'
import { readUserFields } from './input.ts'
import { selfJson, userJson } from './json.ts'
import { filterUsers, orderUsers, searchUsers, USER_TYPES } from './query.ts'

const TEXT = { type: 'str', nullable: false, options: null }

const AUTOCOMPLETE = {
  current_model: 'authentik_core.user',
  models: {
    'authentik_core.user': {
      username: TEXT,
      name: TEXT,
      email: TEXT,
      path: TEXT,
      is_active: { type: 'bool', nullable: true, options: null },
      type: { type: 'str', nullable: false, options: USER_TYPES },
      attributes: {
        type: 'relation',
        nullable: false,
        options: null,
        relation: 'authentik_core.user_attributes',
      },
    },
  },
}

const NEW_USER = { email: '', active: true, type: 'internal', attributes: {}, path: 'users' } as const

export const getUsers: Handler = (context) => {
  const { query } = context
  const { store, version } = context.server
  requirePermission(context, 'view_user')
  const found = searchUsers(orderUsers(store, query), query)
  const users = filterUsers(store, version, found, query)
  const includeGroups = readIncludeGroups(query)
  return answerPage(context, users, (user) => userJson(store, version, user, includeGroups), AUTOCOMPLETE)
}

export const postUser: Handler = async (context) => {
  const { server, cause } = context
  requirePermission(context, 'add_user')
  const fields = readUserFields(
    server.store,
    server.version,
    await readInput(context.request),
    'POST',
    undefined,
  )
  const user = server.users.create({ ...NEW_USER, username: '', name: '', groups: [], ...fields }, cause)
  return answerUser(context, user, 201)
}

export const getUser: Handler = (context) => answerUser(context, findUser(context))

/** PUT and PATCH. */
export const changeUser: Handler = async (context) => {
  const { server, request } = context
  const user = findUser(context)
  requirePermission(context, 'change_user')
  const fields = readUserFields(server.store, server.version, await readInput(request), request.method, user)
  server.users.update(user, fields, context.cause)
  return answerUser(context, user)
}

export const deleteUser: Handler = (context) => {
  const user = findUser(context)
  requirePermission(context, 'delete_user')
  context.server.users.remove(user, context.cause)
  return noContent()
}

export const setPassword: Handler = (context) => {
  const user = findUser(context)
  requirePermission(context, 'reset_user_password')
  context.server.users.setPassword(user, context.cause)
  return noContent()
}

export const getSelf: Handler = (context) => json(selfJson(context.server.store, context.viewer.user))

function findUser(context: Context): User {
  requirePermission(context, 'view_user')
  const pk = context.param('pk')
  if (!/^\d+$/.test(pk)) throw refuse(404, 'Not found.')
  const user = context.server.store.users.get(Number(pk))
  if (!user) throw refuse(404, 'No User matches the given query.')
  return user
}

function requirePermission(context: Context, permission: string): void {
  if (!context.viewer.may(permission)) throw refusePermission()
}

function readIncludeGroups(query: URLSearchParams): boolean {
  return (query.get('include_groups') ?? 'true').toLowerCase() === 'true'
}

function answerUser(context: Context, user: User, status = 200): Response {
  const { store, version } = context.server
  return json(userJson(store, version, user, readIncludeGroups(context.query)), status)
}
