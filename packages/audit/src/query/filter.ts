import type { AliasContent } from '@cowherd/plan'
import type { ChangeEntry, Entry } from '../entry/entry.ts'

/** What is asked for; everything that is given has to fit. */
export interface Filter {
  /** From then on. */
  readonly since?: Date | undefined
  /** Until just before then. */
  readonly until?: Date | undefined
  /** Of an alias, before or after. */
  readonly address?: string | undefined
  /** Somebody's address or name: members of a list, and who gave a command. */
  readonly person?: string | undefined
  /** Address of somebody for whom a change made a difference: they came, they went, or the list became another one with them in it. */
  readonly affected?: string | undefined
  readonly run?: string | undefined
}

/** Whether an entry is asked for. A gap concerns every address, person and run. */
export function fits(entry: Entry, filter: Filter): boolean {
  const { since, until, address, person, affected, run } = filter
  const at = Date.parse(entry.time)
  if (since && at < since.getTime()) return false
  if (until && at >= until.getTime()) return false
  if (entry.kind === 'gap') return true
  if (run !== undefined && !(entry.kind === 'change' && entry.run === run)) return false
  if (address !== undefined && !addressesOf(entry).includes(address)) return false
  if (affected !== undefined && !isAffected(entry, affected.toLowerCase())) return false
  return person === undefined || peopleOf(entry).some((one) => one.toLowerCase() === person.toLowerCase())
}

/** Addresses that the alias of an entry had. */
export function addressesOf(entry: Exclude<Entry, { kind: 'gap' }>): string[] {
  if (entry.kind === 'decision') return entry.address === null ? [] : [entry.address]
  return [entry.before?.address, entry.after?.address].filter((address) => address !== undefined)
}

function peopleOf(entry: Exclude<Entry, { kind: 'gap' }>): readonly string[] {
  if (entry.kind === 'decision') return [entry.by]
  const { by } = entry.cause
  return [...membersOf(entry), ...(by === undefined ? [] : [by])]
}

/** Others who come or go make no difference to a member. */
function isAffected(entry: Exclude<Entry, { kind: 'gap' }>, address: string): boolean {
  if (entry.kind === 'decision') return false
  const { before, after, outcome } = entry
  const holds = (content: AliasContent | null) =>
    content?.members.some((member) => member.toLowerCase() === address) ?? false
  if (!holds(before) || !holds(after)) return holds(before) || holds(after)
  const listOf = (content: AliasContent | null) => JSON.stringify([content?.address, content?.flags])
  return outcome !== 'applied' || listOf(before) !== listOf(after)
}

function membersOf({ before, after }: ChangeEntry): string[] {
  return [...(before?.members ?? []), ...(after?.members ?? [])]
}
