import type { Directory } from '@cowherd/directory'
import type { Alias, Flags, TargetState } from '@cowherd/plan'

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
  /** The whole directory, proven whole, or an error: never a shorter one. */
  readDirectory(progress?: Progress): Promise<SourceReading>
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

/** The mail side, reading. Each function throws UpstreamError. */
export interface Target {
  /** Aliases, domains and mailboxes, proven whole. */
  readState(progress?: Progress): Promise<TargetReading>
  /** One alias as it is now, or undefined where there is none. */
  readAlias(id: number): Promise<Alias | undefined>
  /** One alias by its address, or undefined; addresses that the API cannot look up are searched in the whole list. */
  findAlias(address: string): Promise<Alias | undefined>
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
