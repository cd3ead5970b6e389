import type { Directory, Group, User } from '@cowherd/directory'
import type { Alias, Flags, Mailbox, TargetState } from '@cowherd/plan'

/** Called as a long reading gets on: how many of how many. */
export type Progress = (done: number, total: number) => void

/** What reading the source gives. */
export interface SourceReading {
  readonly directory: Directory
  /** The server's own time (its Date header), to notice a clock that is off. */
  readonly serverTime: Date | undefined
}

/** The directory side. Reads only; each function throws UpstreamError. */
export interface Source {
  /**
   * The whole directory, proven whole, or an error: never a shorter one.
   *
   * @param known ids of all groups that runs have made lists of; with them less has to be read twice
   */
  readDirectory(progress?: Progress, known?: ReadonlySet<string>): Promise<SourceReading>
  /**
   * Of these group ids, those that the server says do not exist, asked one by one.
   * Only meaningful after a reading that proved that the whole directory is visible.
   */
  missingGroups(ids: readonly string[]): Promise<ReadonlySet<string>>
}

/** What reading the target gives. */
export interface TargetReading {
  readonly state: TargetState
  readonly serverTime: Date | undefined
}

/** Single aliases, as they are now. Each function throws UpstreamError. */
export interface AliasReader {
  /** One alias as it is now, or undefined where there is none. */
  readAlias(id: number): Promise<Alias | undefined>
  /** One alias by its address, or undefined; addresses that the API cannot look up are searched in the whole list. */
  findAlias(address: string): Promise<Alias | undefined>
}

/** The mail side, reading. Each function throws UpstreamError. */
export interface Target extends AliasReader {
  /** Aliases, domains and mailboxes, proven whole. */
  readState(progress?: Progress): Promise<TargetReading>
}

/** Everything an alias is written with. */
export interface AliasContent {
  readonly address: string
  readonly goto: readonly string[]
  readonly flags: Flags
  readonly privateComment: string
  readonly publicComment: string
}

/**
 * The mail side, writing: one request each, never repeated. Throws UpstreamError; after `outcome-unknown` the caller reads back.
 * Answers of the API are not trusted beyond their errors: the caller compares what it reads back.
 */
export interface TargetWriter {
  create(content: AliasContent): Promise<void>
  /** Only what is given is changed. An empty goto is refused here: Mailcow would keep the old list. */
  update(id: number, patch: Partial<AliasContent>): Promise<void>
  delete(id: number): Promise<void>
}

/** Some groups read one by one. */
export interface GroupsReading {
  readonly groups: readonly Group[]
  /** Everybody who is a direct member of one of them. */
  readonly users: readonly User[]
  /** Ids that the server says do not exist; only told after it was proven that the whole directory is visible. */
  readonly missing: ReadonlySet<string>
}

/** The directory side, by piece, and whole where a part needs too many pieces. Each function throws UpstreamError. */
export interface SourcePieces extends Pick<Source, 'readDirectory'> {
  readGroups(ids: readonly string[]): Promise<GroupsReading>
  /** The ids of the groups that a user is a direct member of, or undefined where there is no such user. */
  groupsOfUser(id: number): Promise<readonly string[] | undefined>
}

/** The mail side, by piece. Each function throws UpstreamError. */
export interface TargetPieces extends Pick<Target, 'readAlias' | 'findAlias'> {
  readDomains(): Promise<Pick<TargetState, 'domains' | 'aliasDomains'>>
  readMailbox(address: string): Promise<Mailbox | undefined>
}

/** One entry of the source's event log that may concern a list. */
export interface LoggedEvent {
  readonly id: string
  /** ISO 8601. */
  readonly created: string
  readonly action: 'created' | 'updated' | 'deleted'
  readonly model:
    | { readonly kind: 'group'; readonly id: string }
    | { readonly kind: 'user'; readonly id: number }
}

/** The source's log of changes, written with the change itself, before any webhook. */
export interface EventLog {
  /** One page of the newest entries, newest first. Page 1 is the newest. Throws UpstreamError, `no-permission` without view_event. */
  readPage(page: number): Promise<LogPage>
}

/** One page of the event log. */
export interface LogPage {
  /** Ids of all its entries, also of those that concern no list: they show how far back the page reaches. */
  readonly ids: readonly string[]
  readonly events: readonly LoggedEvent[]
  readonly more: boolean
}
