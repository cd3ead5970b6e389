/** What Authentik calls an object, as far as its API and its blueprints are concerned. */
export type ObjectKind =
  | 'role'
  | 'group'
  | 'account'
  | 'token'
  | 'mapping'
  | 'transport'
  | 'rule'
  | 'policy'
  | 'binding'

/** A change of one model that an event matcher lets through. */
export type MatcherKey = `${'group' | 'user'}-${'created' | 'updated' | 'deleted'}`

/** One object of a setup. */
export type ObjectKey =
  | 'role'
  | 'group'
  | 'account'
  | 'token'
  | 'body'
  | 'headers'
  | 'transport'
  | 'rule'
  | MatcherKey
  | `${MatcherKey}-binding`

/** Stands for the id of another object of the setup. */
export interface Reference {
  readonly ref: ObjectKey
}

/** A value of a field as the API takes it, with references in place of ids. */
export type FieldValue = string | number | boolean | null | Reference | FieldValue[] | FieldRecord

/** Fields by their names in the API. */
export interface FieldRecord {
  readonly [name: string]: FieldValue
}

/** One object as it should be. */
export interface WantedObject {
  readonly key: ObjectKey
  readonly kind: ObjectKind
  /** What it is found by; for a binding only what people call it. */
  readonly name: string
  /** Sent with every write. Lists are compared without their order, records by the keys that stand here. */
  readonly fields: FieldRecord
  /** Compared and corrected where the server's version has them, and never sent otherwise. */
  readonly ifPresent?: FieldRecord
  /** Sent once; people may change them. */
  readonly onCreate?: FieldRecord
}

/** All that an installation needs in Authentik. */
export interface WantedSetup {
  /** Each after those that it refers to. */
  readonly objects: readonly WantedObject[]
  /** Global permissions of the role, such as `authentik_core.view_group`, and none besides. */
  readonly permissions: readonly string[]
}

/** One object as it is. */
export interface PresentObject {
  readonly id: string | number
  readonly fields: Readonly<Record<string, unknown>>
}

/** A permission on one object alone. */
export interface ObjectPermission {
  readonly permission: string
  /** such as `authentik_core.group` */
  readonly model: string
  readonly objectId: string
}

/** What is there of a setup. */
export interface PresentSetup {
  readonly objects: ReadonlyMap<ObjectKey, PresentObject>
  /** Global permissions of the role. */
  readonly permissions: readonly string[]
  readonly objectPermissions: readonly ObjectPermission[]
}

/** Whether a value stands for the id of another object. */
export function isReference(value: FieldValue): value is Reference {
  return typeof value === 'object' && value !== null && 'ref' in value && typeof value['ref'] === 'string'
}
