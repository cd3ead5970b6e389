import { compareText } from '@cowherd/directory'
import { gotoOctets, gotoOctetsMax } from '../desired/octets.ts'
import { withMembers } from '../difference/build.ts'
import type { AliasContent, Change } from '../difference/change.ts'
import { sameContent } from '../difference/content.ts'
import { digest } from './digest.ts'
import { type HoldReason, holdsAddress, holdsMembers } from './reason.ts'

/** A change that waits for a person's word. */
export interface Held {
  readonly change: Change
  readonly reasons: readonly HoldReason[]
  /** The part of it that takes nothing away and is made at once. */
  readonly part: Change | undefined
}

/** Splits changes by the verdict: what is made at once, and what is held. */
export function holdChanges(
  changes: readonly Change[],
  verdict: ReadonlyMap<Change, readonly HoldReason[]>,
): { readonly changes: readonly Change[]; readonly held: readonly Held[] } {
  const passing: Change[] = []
  const held: Held[] = []
  for (const change of changes) {
    const reasons = verdict.get(change)
    if (!reasons) {
      passing.push(change)
      continue
    }
    const part = partOf(change, reasons)
    held.push({ change, reasons, part })
    if (part) passing.push(part)
  }
  return { changes: passing, held }
}

function partOf(change: Change, reasons: readonly HoldReason[]): Change | undefined {
  const part = holdsAddress(reasons) ? change.fallback : change
  if (!part?.after?.flags.active || part.action === 'release') return undefined
  const kept = holdsMembers(reasons) ? withMembers(part, [...part.after.members, ...part.remove]) : part
  if (!kept.after || gotoOctets(kept.after.members) > gotoOctetsMax) return undefined
  return kept.before && sameContent(kept.before, kept.after) ? undefined : kept
}

/**
 * What a person approves: the held changes alone, compared with how things stand once everything else is done. No times, no reasons,
 * and nothing that the next run would find changed by this one.
 *
 * @param made the changes that are made at once
 */
export function approvalDigest(held: readonly Held[], made: readonly Change[]): string | undefined {
  if (held.length === 0) return undefined
  const later = new Map(made.flatMap(({ id, after }) => (id === undefined ? [] : [[id, after] as const])))
  const entries = held.map(({ change }) => {
    const before = change.id !== undefined && later.has(change.id) ? later.get(change.id) : change.before
    return JSON.stringify([change.id ?? change.address, essence(before), essence(change.after)])
  })
  // Their order follows from who leaves, which this run may have settled already.
  return digest(entries.sort(compareText))
}

/** Nobody receives by an inactive alias, so who is in its list does not matter. */
function essence(content: AliasContent | undefined): unknown {
  return content ? [content.address, content.flags.active ? content.members : null] : null
}
