import { json, noContent, Refusal, refuse, refusePermission } from '../api/answer.ts'
import type { Context, Handler } from '../api/context.ts'
import { createFieldErrors, type Input, readFlag, readInput, readText } from '../api/input.ts'
import type { Token } from '../model.ts'
import { tokenModel } from '../user/changes.ts'
import { userJson } from '../user/json.ts'

const TOKEN_MINUTES = 30
const APP_PASSWORD_DAYS = 360

/** Makes a service account. The token in the answer is an app password, which does not open the API. */
export const postServiceAccount: Handler = async (context) => {
  requireSuperuser(context)
  const { server, cause, request } = context
  const input = await readInput(request)
  const errors = createFieldErrors()
  const name = readText(input, 'name', { required: true, blank: false }, errors) ?? ''
  const expiring = readFlag(input, 'expiring', errors) ?? true
  errors.throwIfAny()
  const user = server.users.create(
    {
      ...{ username: name, name, email: '', active: true, groups: [] },
      type: 'service_account',
      attributes: { 'goauthentik.io/user/token-expires': expiring },
      path: 'goauthentik.io/service-accounts',
    },
    cause,
  )
  const group =
    input.create_group === true
      ? server.groups.create(
          server.uuid(),
          { name, superuser: false, attributes: {}, parents: [], users: [user.pk], roles: [] },
          cause,
        )
      : undefined
  const expires = minutesFrom(server.clock(), APP_PASSWORD_DAYS * 24 * 60)
  const identifier = `service-account-${name}-password`
  const token = addToken(context, { identifier, intent: 'app_password', user: user.pk, expiring, expires })
  return json({
    username: name,
    user_uid: user.uid,
    user_pk: user.pk,
    ...(group ? { group_pk: group.id } : {}),
    token: token.key,
  })
}

/** Makes a token. An `expires` of the request is ignored; without `expiring: false` it ends after 30 minutes. */
export const postToken: Handler = async (context) => {
  requireSuperuser(context)
  const input = await readInput(context.request)
  const errors = createFieldErrors()
  const identifier = readText(input, 'identifier', { required: true, blank: false }, errors) ?? ''
  const expiring = readFlag(input, 'expiring', errors) ?? true
  const description = readText(input, 'description', { required: false, blank: true }, errors) ?? ''
  if (findByIdentifier(context, identifier)) errors.add('identifier', 'This field must be unique.')
  errors.throwIfAny()
  const intent = input.intent === 'app_password' ? 'app_password' : 'api'
  const expires = minutesFrom(context.server.clock(), TOKEN_MINUTES)
  const token = addToken(context, {
    ...{ identifier, intent, expiring, expires, description },
    user: readOwner(context, input),
  })
  return answerToken(context, token, 201)
}

export const getToken: Handler = (context) => answerToken(context, findToken(context))

/** A change without `user` gives the token to whoever sends it; newer versions refuse one that names another user. */
export const changeToken: Handler = async (context) => {
  const token = findToken(context)
  const input = await readInput(context.request)
  const owner = readOwner(context, input)
  if (context.server.version === '2026.8' && input.user !== undefined && owner !== token.user) {
    throw new Refusal(400, { user: ['User cannot be changed'] })
  }
  token.user = owner
  if (typeof input.identifier === 'string') token.identifier = input.identifier
  if (input.intent === 'api' || input.intent === 'app_password') token.intent = input.intent
  if (typeof input.description === 'string') token.description = input.description
  if (typeof input.expiring === 'boolean') token.expiring = input.expiring
  token.expires = minutesFrom(context.server.clock(), TOKEN_MINUTES)
  context.server.log.record('model_updated', context.cause, tokenModel(token))
  return answerToken(context, token)
}

export const deleteToken: Handler = (context) => {
  const token = findToken(context)
  context.server.store.tokens.delete(token.key)
  context.server.log.record('model_deleted', context.cause, tokenModel(token))
  return noContent()
}

export const viewKey: Handler = (context) => json({ key: findToken(context).key })

function addToken(
  context: Context,
  fields: Omit<Token, 'pk' | 'key' | 'description'> & Partial<Token>,
): Token {
  const { server, cause } = context
  const key = `${server.uuid()}${server.uuid()}`.replaceAll('-', '')
  const token: Token = { description: '', ...fields, pk: server.uuid(), key }
  server.store.tokens.set(key, token)
  server.log.record('model_created', cause, tokenModel(token))
  return token
}

function readOwner(context: Context, input: Input): number {
  const user = context.server.store.users.get(Number(input.user ?? context.viewer.user.pk))
  return user?.pk ?? context.viewer.user.pk
}

function findToken(context: Context): Token {
  requireSuperuser(context)
  const token = findByIdentifier(context, context.param('identifier'))
  if (!token) throw refuse(404, 'No Token matches the given query.')
  return token
}

function findByIdentifier(context: Context, identifier: string): Token | undefined {
  return [...context.server.store.tokens.values()].find((token) => token.identifier === identifier)
}

function answerToken(context: Context, token: Token, status = 200): Response {
  const { store, version } = context.server
  const user = store.users.get(token.user)
  return json(
    {
      pk: token.pk,
      managed: null,
      identifier: token.identifier,
      intent: token.intent,
      user: token.user,
      user_obj: user ? userJson(store, version, user, true) : null,
      description: token.description,
      expires: token.expires.toISOString().replace('Z', '000Z'),
      expiring: token.expiring,
    },
    status,
  )
}

function requireSuperuser(context: Context): void {
  if (!context.viewer.superuser) throw refusePermission()
}

function minutesFrom(start: Date, minutes: number): Date {
  return new Date(start.getTime() + minutes * 60_000)
}
