/** Release line whose answers the simulator gives. */
export type Version = '2025.6' | '2026.8'

export type UserType = 'internal' | 'external' | 'service_account' | 'internal_service_account'

export type Attributes = Readonly<Record<string, unknown>>

export interface Group {
  /** uuid with dashes */
  readonly id: string
  /** position in the order of creation */
  readonly serial: number
  name: string
  superuser: boolean
  attributes: Attributes
  /** role ids */
  roles: readonly string[]
  /** at most one before 2026.8 */
  readonly parents: Set<string>
  readonly children: Set<string>
  readonly members: Set<number>
}

export interface User {
  readonly pk: number
  readonly uuid: string
  readonly uid: string
  readonly path: string
  /** ISO time with microseconds */
  readonly joined: string
  username: string
  name: string
  email: string
  active: boolean
  type: UserType
  attributes: Attributes
  passwordChanged: string
  updated: string
  /** roles held without a group */
  roles: readonly string[]
  readonly groups: Set<string>
}

export interface Role {
  readonly id: string
  readonly name: string
  /** permissions on everything, such as `view_group` */
  readonly permissions: Set<string>
  /** permission → ids of the only objects it holds for */
  readonly objects: Map<string, Set<string>>
}

export interface Token {
  readonly pk: string
  identifier: string
  readonly key: string
  /** only `api` opens the API */
  intent: 'api' | 'app_password'
  user: number
  description: string
  expires: Date
  expiring: boolean
}
