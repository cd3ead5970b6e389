import type { Policy } from '../settings.ts'
import type { Alias, Flags } from '../target/model.ts'

/** What is done to one alias. */
export type Action =
  | 'create'
  | 'update'
  | 'rename'
  | 'adopt'
  | 'deactivate'
  | 'reactivate'
  | 'release'
  | 'delete'

/** The parts of an alias that a change may touch. */
export interface AliasContent {
  readonly address: string
  /** Sorted, lower case; a stored list that differs only in case or order is equal. */
  readonly members: readonly string[]
  readonly flags: Flags
  readonly privateComment: string
  /** People's own; kept as it is. */
  readonly publicComment: string
}

/** A group as it is named in a plan. */
export interface GroupName {
  readonly id: string
  /** Null where the group is gone. */
  readonly name: string | null
}

/** What other changes call a change: the alias's id, or the address of one that is to be created. */
export type ChangeName = number | string

/** One alias brought from what it is to what it should be. Pure data. */
export interface Change {
  readonly action: Action
  /** Alias id; undefined for a creation. */
  readonly id: number | undefined
  /** Address afterwards. */
  readonly address: string
  readonly group: GroupName
  /** The alias as read; undefined for a creation. */
  readonly current: Alias | undefined
  readonly before: AliasContent | undefined
  /** Undefined for a deletion. */
  readonly after: AliasContent | undefined
  /** Who gets the group's mail from now on, and who does not any more; after a move compared with the group's former alias. */
  readonly add: readonly string[]
  readonly remove: readonly string[]
  /** How many members got the group's mail before. */
  readonly membersBefore: number
  /** A great loss of members is suspicious here: nobody asked for the alias to go. */
  readonly lossCounts: boolean
  readonly reason: string
  readonly rule: string | undefined
  readonly policy: Policy
  /** Mail to an address that was delivered to this group is not any more: counts as a removed alias. */
  readonly takesAddressAway: boolean
  /** Names, as `changeName` gives them, of changes that must have succeeded before. */
  readonly dependsOn: readonly ChangeName[]
  /** Aliases that exchange addresses share a number: all of their changes pass, or none. */
  readonly exchange: number | undefined
  /** The group was not found for the first time: made only when the next run does not find it either, or a person says so. */
  readonly unconfirmed: boolean
  /** What to do meanwhile where the address may not change. */
  readonly fallback: Change | undefined
}

/** The name by which other changes wait for this one. */
export function changeName({ id, address }: Pick<Change, 'id' | 'address'>): ChangeName {
  return id ?? address
}
