import {
  createFieldErrors,
  type FieldErrors,
  type Input,
  readAttributes,
  readFlag,
  readReferences,
  readText,
} from '../api/input.ts'
import type { Group, Version } from '../model.ts'
import type { Store } from '../store.ts'
import { parseUuid } from '../uuid.ts'
import type { GroupFields } from './changes.ts'

/**
 * The fields of a group that a POST, PUT or PATCH sets.
 *
 * @param group the group that is changed, undefined for a new one
 * @throws Refusal 400 with a message per wrong field
 */
export function readGroupFields(
  store: Store,
  version: Version,
  input: Input,
  method: string,
  group: Group | undefined,
): Partial<GroupFields> {
  const errors = createFieldErrors()
  const whole = method !== 'PATCH'
  const name = readText(input, 'name', { required: whole, blank: false }, errors)
  if (name !== undefined && isTaken(store, name, group)) errors.add('name', 'This field must be unique.')
  const superuser = readFlag(input, 'is_superuser', errors)
  const attributes = readAttributes(input, errors)
  const findUser = (pk: unknown) => store.users.get(Number(pk))?.pk
  // without `users` a PUT empties the group
  const users = readReferences(input, 'users', findUser, errors) ?? (whole ? [] : undefined)
  const roles = readReferences(input, 'roles', (id) => store.roles.get(parseUuid(`${id}`) ?? '')?.id, errors)
  const parents =
    version === '2025.6' ? readParent(store, input, group, errors) : readParents(store, input, group, errors)
  errors.throwIfAny()
  return {
    ...(name !== undefined && { name }),
    ...(superuser !== undefined && { superuser }),
    ...(attributes && { attributes }),
    ...(users && { users }),
    ...(roles && { roles }),
    ...(parents && { parents }),
  }
}

function isTaken(store: Store, name: string, group: Group | undefined): boolean {
  return store.groupsBy('name').some((other) => other.name === name && other !== group)
}

function readParent(
  store: Store,
  input: Input,
  group: Group | undefined,
  errors: FieldErrors,
): string[] | undefined {
  const { parent } = input
  if (parent === undefined) return undefined
  if (parent === null) return []
  return readParents(store, { parent: [parent] }, group, errors, 'parent')
}

function readParents(
  store: Store,
  input: Input,
  group: Group | undefined,
  errors: FieldErrors,
  field = 'parents',
): string[] | undefined {
  const find = (reference: unknown) => store.groups.get(parseUuid(`${reference}`) ?? '')?.id
  const parents = readReferences(input, field, find, errors)
  if (group && parents?.includes(group.id)) errors.add(field, 'Cannot set group as parent of itself.')
  return parents
}
