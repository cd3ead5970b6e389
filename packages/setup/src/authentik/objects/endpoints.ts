import type { ObjectKind } from './object.ts'

/** Where objects of one kind are in the API. */
export interface Endpoint {
  readonly path: string
  /** The field that holds the name. */
  readonly nameField: string
  /** The query parameter that finds by name; roles have none that all versions know, only a search. */
  readonly nameQuery: string
}

const named = (path: string, nameField = 'name', nameQuery = nameField): Endpoint => ({
  path,
  nameField,
  nameQuery,
})

/** By kind. A binding has no name: it is found by what it binds. */
export const endpoints: Readonly<Record<Exclude<ObjectKind, 'binding'>, Endpoint>> = {
  role: named('/rbac/roles/', 'name', 'search'),
  group: named('/core/groups/'),
  account: named('/core/users/', 'username'),
  token: named('/core/tokens/', 'identifier'),
  mapping: named('/propertymappings/notification/'),
  transport: named('/events/transports/'),
  rule: named('/events/rules/'),
  policy: named('/policies/event_matcher/'),
}

/** Bindings of policies. */
export const bindingsPath = '/policies/bindings/'

/** Path of all objects of a kind. */
export function collectionPath(kind: ObjectKind): string {
  return kind === 'binding' ? bindingsPath : endpoints[kind].path
}

/** Path of one object; a token's id is its identifier. */
export function objectPath(kind: ObjectKind, id: string | number): string {
  return `${collectionPath(kind)}${encodeURIComponent(id)}/`
}
