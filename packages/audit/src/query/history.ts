import type { AliasContent, GroupName } from '@cowherd/plan'
import type { ChangeEntry } from '../entry/entry.ts'
import { addressesOf } from './filter.ts'
import { readEntries } from './read.ts'

/** What the log knows of the aliases that ever had an address, also of the time when they had another one. */
export interface AliasHistory {
  readonly address: string
  /** Oldest first. */
  readonly changes: readonly ChangeEntry[]
  /** Changes that the log could not take, by when they were lost: before each of these it does not know everything. */
  readonly gaps: readonly string[]
}

/** What stood at an address at a moment. */
export interface PastAlias {
  /** Null where it was never known. */
  readonly id: number | null
  readonly group: GroupName
  readonly content: AliasContent
  /** Somebody else changed it after that moment and before the change that is told here. */
  readonly changedBefore: string | undefined
}

/** For how long somebody got an alias's mail. */
export interface Presence {
  readonly member: string
  /** Null where it was so before the log begins. */
  readonly from: string | null
  /** Null where it is so still, as far as the log knows. */
  readonly until: string | null
  /** Why they came and went. */
  readonly came: string | null
  readonly left: string | null
}

/** Reads the history of an address. */
export async function readHistory(folder: string, address: string): Promise<AliasHistory> {
  const ids = new Set<number>()
  for await (const entry of readEntries(folder)) {
    if (entry.kind === 'change' && entry.id !== null && addressesOf(entry).includes(address))
      ids.add(entry.id)
  }
  const changes: ChangeEntry[] = []
  const gaps: string[] = []
  for await (const entry of readEntries(folder)) {
    if (entry.kind === 'gap') gaps.push(entry.time)
    if (entry.kind !== 'change') continue
    if ((entry.id !== null && ids.has(entry.id)) || addressesOf(entry).includes(address)) changes.push(entry)
  }
  return { address, changes, gaps }
}

/**
 * What stood at an address at a moment, as far as the log knows: what was written last before it, else what the first change after it
 * found. Undefined where there was nothing, or where the log tells nothing.
 */
export function aliasAt({ address, changes }: AliasHistory, at: Date): PastAlias | undefined {
  const byId = Map.groupBy(
    changes.filter(({ id }) => id !== null),
    ({ id }) => id,
  )
  for (const timeline of byId.values()) {
    const next = timeline.find(({ time }) => Date.parse(time) > at.getTime())
    const last = timeline.findLast(
      ({ time, outcome }) => outcome === 'applied' && Date.parse(time) <= at.getTime(),
    )
    const told = last ?? next
    const content = last ? last.after : next?.before
    if (!told || content?.address !== address) continue
    const changed = last && next && !sameContent(next.before, content)
    return { id: told.id, group: told.group, content, changedBefore: changed ? next.time : undefined }
  }
  return undefined
}

/** Who got the mail of an address when, and why, by who came first. */
export function presences({ address, changes }: AliasHistory): Presence[] {
  const open = new Map<string, Presence>()
  const all: Presence[] = []
  const receivers = (content: AliasContent | null) =>
    content?.address === address && content.flags.active ? content.members : []
  const made = changes.filter(({ outcome }) => outcome === 'applied')
  for (const [index, { before, after, time, reason }] of made.entries()) {
    if (before?.address !== address && after?.address !== address) continue
    for (const member of receivers(before)) {
      if (open.has(member)) continue
      // Whoever is there and was not written by us came by another hand.
      open.set(member, { member, from: index === 0 ? null : time, until: null, came: null, left: null })
    }
    const now = new Set(receivers(after))
    for (const [member, presence] of open) {
      if (now.has(member)) continue
      open.delete(member)
      all.push({ ...presence, until: time, left: reason })
    }
    for (const member of now) {
      if (!open.has(member)) open.set(member, { member, from: time, until: null, came: reason, left: null })
    }
  }
  return [...all, ...open.values()].sort(
    (a, b) => compare(a.from ?? '', b.from ?? '') || compare(a.member, b.member),
  )
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function sameContent(a: AliasContent | null, b: AliasContent): boolean {
  return (
    a !== null && a.members.join() === b.members.join() && JSON.stringify(a.flags) === JSON.stringify(b.flags)
  )
}
