import type { Alias, Change, Conflict, GroupName, Held, Marker, Plan } from '@cowherd/plan'

/** How a list stands to what its group wants. */
export type ListState =
  | 'in-step'
  | 'planned'
  | 'held'
  | 'conflict'
  | 'frozen'
  | 'on-hold'
  | 'skipped'
  | 'orphan'
  | 'foreign'

/** One line of the list of aliases. */
export interface AliasRow {
  /** Tells it from all others of one look; stands in its page's address. */
  readonly key: string
  /** As it is or should be; undefined where a group's name yields none. */
  readonly address: string | undefined
  readonly group: GroupName | undefined
  readonly rule: string | undefined
  readonly state: ListState
  /** How many it should reach; of one that is not ours, how many stand in it. */
  readonly members: number
}

/** Somebody whom a list reaches. */
export interface Member {
  readonly address: string
  /** Empty for an address that stands in no user. */
  readonly username: string
  readonly name: string
  /** Names of groups, from the list's own down to the one that has the user as a direct member. */
  readonly path: readonly string[]
  /** What adds the address, where nobody of the group brings it. */
  readonly addedBy: string | undefined
}

/** Somebody of a list's group whom the list does not reach. */
export interface LeftOut extends Omit<Member, 'address'> {
  readonly email: string
  readonly reason: string
}

/** Everything about one alias. */
export interface AliasDetail {
  readonly group: GroupName | undefined
  readonly address: string | undefined
  readonly rule: string | undefined
  /** As it is in Mailcow; undefined where it is not there. */
  readonly alias: Alias | undefined
  readonly marker: Marker | undefined
  /** Cowherd installations named in its comment. */
  readonly owners: readonly string[]
  readonly state: ListState
  readonly why: string
  readonly members: readonly Member[]
  readonly leftOut: readonly LeftOut[]
  /** Who may send as it; undefined where nobody may. */
  readonly senders: { readonly mailboxes: readonly string[]; readonly others: readonly string[] } | undefined
  readonly changes: readonly Change[]
  readonly held: readonly Held[]
  readonly conflict: Conflict | undefined
}

/** One line of the list of people. */
export interface PersonRow {
  readonly id: number
  readonly name: string
  readonly username: string
  readonly email: string
  readonly active: boolean
  readonly serviceAccount: boolean
  /** How many lists reach them. */
  readonly lists: number
}

/** A list that somebody belongs to by their groups. */
export interface Belonging {
  readonly key: string
  readonly group: GroupName
  readonly address: string | undefined
  readonly path: readonly string[]
  /** What adds their address, where no group brings them. */
  readonly addedBy: string | undefined
  readonly state: ListState
  /** Its mail arrives now, before the next sync. */
  readonly delivered: boolean
}

/** Everything about one person. */
export interface PersonDetail {
  readonly row: PersonRow
  readonly lists: readonly Belonging[]
  readonly leftOut: readonly (Belonging & { readonly reason: string })[]
  readonly withoutAlias: readonly { readonly group: GroupName; readonly reason: string }[]
  /** Aliases that are not ours and hold their address. */
  readonly otherAliases: readonly string[]
}

/** One group in the tree of nesting. */
export interface GroupNode {
  readonly id: string
  readonly name: string
  readonly parents: readonly string[]
  /** Ids of the groups nested directly in it, in order of name. */
  readonly children: readonly string[]
  /** How many people are in it directly. */
  readonly direct: number
  /** Keys of its lists. */
  readonly keys: readonly string[]
}

/** All groups. */
export interface GroupTree {
  readonly nodes: ReadonlyMap<string, GroupNode>
  /** Ids of groups in no other one, and one of each circle, in order of name. */
  readonly roots: readonly string[]
}

/** How many there are of what. */
export interface Counts {
  readonly aliases: Readonly<Record<ListState, number>>
  readonly owned: number
  readonly people: number
  readonly groups: number
}

/** What one look at both servers tells. It never changes: a newer look is another model. */
export interface ConsoleModel {
  /** Milliseconds since 1970. */
  readonly takenAt: number
  /** How long the look took. */
  readonly milliseconds: number
  readonly counts: Counts
  readonly plan: Plan
  /** In order of address. */
  readonly aliases: readonly AliasRow[]
  /** In order of name. */
  readonly people: readonly PersonRow[]
  readonly groups: GroupTree
  alias(key: string): AliasDetail | undefined
  person(id: number): PersonDetail | undefined
  /** People who are in a group directly, in order of name. */
  directMembers(groupId: string): readonly PersonRow[]
}
