import {
  createFieldErrors,
  type FieldErrors,
  type Input,
  readAttributes,
  readFlag,
  readReferences,
  readText,
} from '../api/input.ts'
import type { User, UserType, Version } from '../model.ts'
import type { Store } from '../store.ts'
import { parseUuid } from '../uuid.ts'
import type { UserFields } from './changes.ts'
import { USER_TYPES } from './query.ts'

/**
 * The fields of a user that a POST, PUT or PATCH sets.
 *
 * @param user the user that is changed, undefined for a new one
 * @throws Refusal 400 with a message per wrong field
 */
export function readUserFields(
  store: Store,
  version: Version,
  input: Input,
  method: string,
  user: User | undefined,
): Partial<UserFields> & { readonly path?: string } {
  const errors = createFieldErrors()
  const whole = method !== 'PATCH'
  const username = readText(input, 'username', { required: whole, blank: false }, errors)
  if (username !== undefined && isTaken(store, username, user)) {
    errors.add('username', 'This field must be unique.')
  }
  const name = readText(input, 'name', { required: whole, blank: true }, errors)
  const email = readText(input, 'email', { required: false, blank: true }, errors)
  if (email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) errors.add('email', 'Enter a valid email address.')
  const active = readFlag(input, 'is_active', errors)
  const type = readType(input, user, errors)
  const attributes = readAttributes(input, errors)
  const path = readText(input, 'path', { required: false, blank: false }, errors)
  const findGroup = (id: unknown) => store.groups.get(parseUuid(`${id}`) ?? '')?.id
  const groups = readReferences(input, 'groups', findGroup, errors) ?? (whole ? [] : undefined)
  const findRole = (id: unknown) => store.roles.get(parseUuid(`${id}`) ?? '')?.id
  const roles = version === '2026.8' ? readReferences(input, 'roles', findRole, errors) : undefined
  errors.throwIfAny()
  return {
    ...(username !== undefined && { username }),
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
    ...(active !== undefined && { active }),
    ...(type && { type }),
    ...(attributes && { attributes }),
    ...(path !== undefined && { path }),
    ...(groups && { groups }),
    ...(roles && { roles }),
  }
}

function isTaken(store: Store, username: string, user: User | undefined): boolean {
  return store.usersBy('username').some((other) => other.username === username && other !== user)
}

function readType(input: Input, user: User | undefined, errors: FieldErrors): UserType | undefined {
  if (input.type === undefined) return undefined
  const type = USER_TYPES.find((known) => known === input.type)
  if (!type) errors.add('type', `"${input.type}" is not a valid choice.`)
  else if (!user && type === 'internal_service_account') {
    errors.add('type', 'Setting a user to internal service account is not allowed.')
  } else if (user?.type === 'internal_service_account' && type !== user.type) {
    errors.add('type', "Can't change internal service account to other user type.")
  }
  return type
}
