import type { QueueStatus, RunRecord } from '@cowherd/queue'
import type { ConsoleModel } from './model.ts'

/** How one of the two servers answers. */
export interface Health {
  readonly side: 'source' | 'target'
  /** Milliseconds since 1970 of the last request that was answered, and of the last one that was not. */
  readonly answeredAt: number | undefined
  readonly failedAt: number | undefined
  /** Median of the newest answers, in milliseconds. */
  readonly medianMs: number | undefined
}

/** All writes are stopped. */
export interface Pause {
  /** ISO 8601. */
  readonly since: string
  readonly reason: string
}

/** How the service stands at this moment. */
export interface Standing {
  readonly queue: QueueStatus
  readonly workers: number
  /** Newest first. */
  readonly runs: readonly RunRecord[]
  readonly pause: Pause | undefined
  readonly health: readonly Health[]
  /** Why the queue cannot be asked; everything else is then as it was known last. */
  readonly problem: string | undefined
}

/** How the look at both servers stands. */
export interface LookState {
  /** One is under way. */
  readonly running: boolean
  /** Why the last one failed; undefined after a good one. */
  readonly problem: string | undefined
  /** Something happened since the last look. */
  readonly stale: boolean
}

/** One check of the queue or the service. */
export interface CheckRow {
  readonly title: string
  readonly state: 'ok' | 'warning' | 'problem' | 'skipped'
  readonly reason: string
  /** What to do; null where there is nothing to do. */
  readonly fix: string | null
}

/** One setting in force; a secret is `set` or `unset`. */
export interface SettingRow {
  readonly name: string
  readonly value: string
  readonly source: string
}

/** One line of the history: a change of an alias, or what a person decided. */
export interface HistoryEntry {
  /** ISO 8601. */
  readonly time: string
  readonly action: string
  readonly address: string | undefined
  readonly cause: string
  /** What was heard of, as the audit log names it: `group-…`, `user-7`. */
  readonly about: readonly string[]
  readonly by: string | undefined
  readonly detail: string
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

/** The newest entries of the audit log, newest first; `reading` while they are being looked for; undefined where there is no log. */
export type History = readonly HistoryEntry[] | 'reading' | undefined

/** What is asked of the audit log. */
export interface HistoryQuery {
  /** Of an alias, now or then. */
  readonly address?: string
  /** Address of somebody in a list, or the name of somebody who decided. */
  readonly person?: string
  /** Address of somebody for whom something changed: they came, they went, or a list became another one with them in it. */
  readonly affected?: string
  readonly count: number
}

/** What a person decided, as it is kept: by whom and when. */
export interface Verdict {
  readonly by: string
  /** ISO 8601. */
  readonly at: string
}

/** Held plans that were refused, by checksum, and conflicts that are ignored, by `conflictKey`. */
export interface Verdicts {
  readonly refused: ReadonlyMap<string, Verdict>
  readonly ignored: ReadonlyMap<string, Verdict>
}

/** Where pages have their data from. Nothing here asks a server for anything but `requestLook`, which keeps its own bounds. */
export interface ConsoleData {
  /** The last good look; undefined before the first. */
  model(): ConsoleModel | undefined
  look(): LookState
  /** Somebody looks at a page: keeps the model fresh for a while. */
  attend(): void
  /** Has both servers looked at anew; false where the last look is too young. */
  requestLook(): boolean
  standing(): Promise<Standing>
  /** Checks of queue and service, which ask neither of the two servers. */
  checks(): Promise<readonly CheckRow[]>
  settings(): readonly SettingRow[]
  verdicts(): Promise<Verdicts>
  /** Answers at once, also where the log is long: open pages are told when it was read. */
  history(query: HistoryQuery): Promise<History>
  /** Somebody has seen what a checksum approves. */
  noteShown(checksum: string): Promise<void>
  /** Calls the listener on every turn of things: a run, an event, a look. Gives the function that ends it. */
  subscribe(listener: () => void): () => void
}

/** What became of what a person asked for. */
export interface ActionOutcome {
  readonly ok: boolean
  /** A sentence or two for them. */
  readonly text: string
}

/** What an adoption would do. */
export interface AdoptionPreview {
  readonly address: string
  /** What the confirmation is bound to. */
  readonly checksum: string
  readonly add: readonly string[]
  readonly remove: readonly string[]
  readonly members: number
}

/** What operators may do. `by` names who it is. Each call is told to the audit log before it is carried out. */
export interface ConsoleActions {
  /** Lets the held changes through that this checksum stands for; anything else that is held stays held. */
  approve(checksum: string, by: string): Promise<ActionOutcome>
  /** Keeps the held changes of this checksum held, and takes them off the list of what waits. */
  refuse(checksum: string, by: string): Promise<ActionOutcome>
  previewAdoption(address: string): Promise<AdoptionPreview | ActionOutcome>
  adopt(address: string, checksum: string, by: string): Promise<ActionOutcome>
  ignore(conflict: string, ignored: boolean, by: string): Promise<ActionOutcome>
  pause(reason: string, by: string): Promise<ActionOutcome>
  resume(by: string): Promise<ActionOutcome>
}
