import type { GroupName } from './difference/change.ts'

/** A group that does not get the address it wants, and what a person can do. */
export interface Conflict {
  readonly code: string
  /** Null where the group's name yields no address. */
  readonly address: string | null
  readonly group: GroupName
  readonly reason: string
  readonly fix: string
}

/** Something worth knowing that stops nothing. */
export interface Warning {
  readonly code: string
  readonly message: string
  readonly address?: string
  readonly group?: GroupName
  /** Username. */
  readonly user?: string
}

/** A group, or an alias of ours, that is left as it is. */
export interface Skipped {
  readonly group: GroupName
  readonly address?: string
  readonly reason: string
}
