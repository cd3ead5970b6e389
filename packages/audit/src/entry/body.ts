import type { Action, AliasContent, Flags } from '@cowherd/plan'
import type { ChangeResult } from '@cowherd/reconcile'
import type { Cause, DecisionKind } from './entry.ts'

/** Number of a text in the same file: all words that may name a person stand in lines of their own. */
export type Ref = number

/** An alias; the members of the second of two are told by what tells them from the first. */
export interface ContentBody {
  readonly address: Ref
  readonly members: readonly Ref[] | { readonly minus: readonly Ref[]; readonly plus: readonly Ref[] }
  /** active, internal, sender_allowed, sogo_visible */
  readonly flags: readonly number[]
  readonly private: Ref
  readonly public: Ref
}

/** A cause, with whoever is named in it as a number. */
export type CauseBody = Omit<Cause, 'by'> & { readonly by?: Ref }

/** The lines of a file besides texts, without number and hash. */
export type Body =
  | {
      readonly kind: 'file'
      readonly time: string
      readonly version: 1
      readonly chain: string
      /** From 1. */
      readonly segment: number
      /** Hash of the last line of the segment before. */
      readonly previous: string
    }
  | {
      readonly kind: 'begin'
      readonly time: string
      readonly owner: string
      readonly run: string
      readonly cause: CauseBody
      readonly action: Action
      readonly id: number | null
      readonly group: { readonly id: string; readonly name: Ref | null }
      readonly before: ContentBody | null
      readonly after: ContentBody | null
      readonly reason: Ref
    }
  | {
      readonly kind: 'end'
      readonly time: string
      /** Number of the line that began it. */
      readonly of: number
      readonly id: number | null
      readonly outcome: ChangeResult['outcome']
      readonly why: Ref | null
    }
  | {
      readonly kind: 'decision'
      readonly time: string
      readonly owner: string
      readonly decision: DecisionKind
      readonly by: Ref
      readonly address: Ref | null
      readonly detail: Ref | null
    }
  | {
      readonly kind: 'erase'
      readonly time: string
      readonly owner: string
      readonly by: Ref
      /** Numbers of the lines whose texts were taken out, by file. */
      readonly lines: Readonly<Record<string, readonly number[]>>
    }
  | {
      readonly kind: 'gap'
      readonly time: string
      readonly owner: string
      readonly lost: number
      readonly since: string
      readonly why: Ref
    }

/** A text in a file: sealed by its digest alone, so that the words can be taken out. */
export interface TextBody {
  readonly kind: 'text'
  readonly ref: Ref
  readonly digest: string
}

/** Puts a text into the file, once, and gives its number. */
export type Note = (text: string) => Ref

/** The contents before and after a change. */
export function encodeContents(
  before: AliasContent | undefined,
  after: AliasContent | undefined,
  note: Note,
): { readonly before: ContentBody | null; readonly after: ContentBody | null } {
  const old = new Set(before?.members)
  const now = new Set(after?.members)
  const list = (members: readonly string[]) => members.map(note)
  return {
    before: before ? encodeContent(before, list(before.members), note) : null,
    after: after
      ? encodeContent(
          after,
          before
            ? {
                minus: list([...old].filter((member) => !now.has(member))),
                plus: list([...now].filter((member) => !old.has(member))),
              }
            : list(after.members),
          note,
        )
      : null,
  }
}

function encodeContent(
  { address, flags, privateComment, publicComment }: AliasContent,
  members: ContentBody['members'],
  note: Note,
): ContentBody {
  return {
    address: note(address),
    members,
    flags: flagNames.map((name) => Number(flags[name])),
    private: note(privateComment),
    public: note(publicComment),
  }
}

/** The way back from `encodeContents`. */
export function decodeContents(
  before: ContentBody | null,
  after: ContentBody | null,
  read: (ref: Ref) => string,
): { readonly before: AliasContent | null; readonly after: AliasContent | null } {
  const first = before && decodeContent(before, [], read)
  return { before: first, after: after && decodeContent(after, first?.members ?? [], read) }
}

function decodeContent(body: ContentBody, base: readonly string[], read: (ref: Ref) => string): AliasContent {
  const { members } = body
  const [active, internal, senderAllowed, sogoVisible] = body.flags.map(Boolean)
  const isList = (given: ContentBody['members']): given is readonly Ref[] => Array.isArray(given)
  let list: string[]
  if (isList(members)) list = members.map(read)
  else {
    const gone = new Set(members.minus.map(read))
    list = [...base.filter((member) => !gone.has(member)), ...members.plus.map(read)].sort()
  }
  const flags: Flags = {
    active: active ?? false,
    internal: internal ?? false,
    senderAllowed: senderAllowed ?? false,
    sogoVisible: sogoVisible ?? false,
  }
  return {
    address: read(body.address),
    members: list,
    flags,
    privateComment: read(body.private),
    publicComment: read(body.public),
  }
}

const flagNames = ['active', 'internal', 'senderAllowed', 'sogoVisible'] as const
