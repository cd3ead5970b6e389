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
  readonly run?: string | undefined
}

/** Whether an entry is asked for. A gap concerns every address, person and run. */
export function fits(entry: Entry, filter: Filter): boolean {
  const { since, until, address, person, run } = filter
  const at = Date.parse(entry.time)
  if (since && at < since.getTime()) return false
  if (until && at >= until.getTime()) return false
  if (entry.kind === 'gap') return true
  if (run !== undefined && !(entry.kind === 'change' && entry.run === run)) return false
  if (address !== undefined && !addressesOf(entry).includes(address)) return false
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

function membersOf({ before, after }: ChangeEntry): string[] {
  return [...(before?.members ?? []), ...(after?.members ?? [])]
}
