import type { Action, AliasContent, GroupName } from '@cowherd/plan'
import type { ChangeResult } from '@cowherd/reconcile'

/** Why a change was made. */
export interface Cause {
  readonly kind: 'event' | 'sweep' | 'nightly' | 'command'
  /** The ears by which it was heard. */
  readonly ears?: readonly string[]
  /** Ids of the source's events; cut where they are many. */
  readonly events?: readonly string[]
  /** What was heard of, such as `group-…` and `user-7`; cut where it is long. */
  readonly scopes?: readonly string[]
  /** The command, such as `restore`. */
  readonly command?: string
  /** Checksum of the held changes that its run let through. */
  readonly approval?: string
  /** Who gave the command or the word. */
  readonly by?: string
}

/** Where an entry stands. */
interface Placed {
  /** ISO 8601, when it was known what became of it. */
  readonly time: string
  readonly owner: string
  readonly chain: string
  /** Number of its last line in its chain. */
  readonly seq: number
}

/** One change of one alias. What was erased stands as `erased:` with the beginning of its digest. */
export interface ChangeEntry extends Placed {
  readonly kind: 'change'
  readonly run: string
  readonly cause: Cause
  readonly action: Action
  readonly id: number | null
  /** Afterwards; of a deletion, before. */
  readonly address: string
  readonly group: GroupName
  readonly before: AliasContent | null
  readonly after: AliasContent | null
  readonly reason: string
  /** `unknown`: it is under way, or what made it was killed. */
  readonly outcome: ChangeResult['outcome'] | 'unknown'
  /** Why it was not made. */
  readonly why: string | null
}

/** What a person decides, or what is done to the log itself. */
export type DecisionKind =
  | 'approve'
  | 'pause'
  | 'resume'
  | 'hold'
  | 'end-hold'
  | 'restore'
  | 'release'
  | 'adopt'
  | 'ignore'
  | 'refuse'
  | 'prune'

/** A decision, before it has a place. */
export interface Decision {
  readonly decision: DecisionKind
  readonly by: string
  readonly address?: string | undefined
  /** Such as the checksum that was approved, or the reason given. */
  readonly detail?: string | undefined
}

/** One decision. */
export interface DecisionEntry extends Placed {
  readonly kind: 'decision'
  readonly decision: DecisionKind | 'erase'
  readonly by: string
  readonly address: string | null
  readonly detail: string | null
}

/** Changes were made that the log could not take. */
export interface GapEntry extends Placed {
  readonly kind: 'gap'
  readonly lost: number
  /** ISO 8601. */
  readonly since: string
  readonly why: string
}

/** Everything that the log tells. */
export type Entry = ChangeEntry | DecisionEntry | GapEntry
