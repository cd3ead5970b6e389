import type { AliasRow } from '@cowherd/simulators'
import { type Facts, gotoOf } from '../../whole/oracle/facts.ts'
import { markOf } from '../../whole/oracle/marker.ts'
import { membersOf } from '../../whole/oracle/members.ts'
import { stancesOf } from '../../whole/oracle/stances.ts'

/** All states that the aliases had, and what is wrong with any of them. */
export interface AliasLedger {
  /** To be called after each change of the directory, and often: the second half of a change comes later by itself. */
  noteDirectory(): void
  /** To be called after each write: looks at what it did. */
  noteAliases(): void
  /** Aliases that somebody else owns and that were touched. */
  readonly foreign: readonly string[]
  /** Lists of ours that were emptied, deleted, deactivated or robbed of a member, though all that time nobody wanted that. */
  readonly lost: readonly string[]
  /** Alias states seen. */
  states(): number
}

/** A run may go by a reading so old, in milliseconds: what was wanted otherwise since then is no fault. */
export const oldestReadingMs = 60_000

/** Begins a ledger with the state as it is. */
export function createAliasLedger(factsNow: () => Facts, now: () => number): AliasLedger {
  const foreign: string[] = []
  const lost: string[] = []
  const { owner } = factsNow().settings
  /** Since when a group wants an alias, one at an address, and a member in it. */
  let wantedSince = new Map<string, number>()
  let before = new Map<number, AliasRow>(factsNow().aliases.map((row) => [row.id, row]))
  let states = 0

  function noteDirectory(): void {
    const facts = factsNow()
    const next = new Map<string, number>()
    const want = (key: string) => next.set(key, wantedSince.get(key) ?? now())
    for (const [group, stances] of stancesOf(facts)) {
      const wanted = stances.filter((stance) => stance.kind === 'alias')
      if (wanted.length === 0) continue
      want(group)
      for (const { address } of wanted) want(`${group} at ${address}`)
      for (const member of membersOf(facts, group, undefined)) want(`${group} ${member}`)
    }
    wantedSince = next
  }

  const isWantedAllAlong = (key: string) =>
    now() - (wantedSince.get(key) ?? Number.POSITIVE_INFINITY) > oldestReadingMs

  function noteAliases(): void {
    noteDirectory()
    const after = new Map<number, AliasRow>(factsNow().aliases.map((row) => [row.id, row]))
    for (const [id, row] of before) {
      const current = after.get(id)
      if (JSON.stringify(row) === JSON.stringify(current)) continue
      states += 1
      const mark = markOf(row.privateComment ?? '', owner)
      if (!mark) foreign.push(`${words(row)} became ${current ? words(current) : 'nothing'}`)
      else lost.push(...lossesOf(row, current, mark.group))
    }
    for (const [id, row] of after) {
      if (before.has(id)) continue
      states += 1
      if (!markOf(row.privateComment ?? '', owner)) foreign.push(`${words(row)} was made without our marker`)
    }
    before = after
  }

  function lossesOf(row: AliasRow, current: AliasRow | undefined, group: string): string[] {
    if (!current) return [`${words(row)} was deleted`]
    const members = gotoOf(current)
    if (members.size === 0 || current.goto === 'null@localhost') return [`${words(row)} was emptied`]
    if (row.active !== 1) return []
    if (current.active !== 1)
      return isWantedAllAlong(`${group} at ${row.address}`)
        ? [`${words(row)} was deactivated, and its group wants it`]
        : []
    // An alias may be another group's from now on: then it counts whether this one still wants the address.
    const isStillTheirs = markOf(current.privateComment ?? '', owner)?.group === group
    if (!isWantedAllAlong(isStillTheirs ? group : `${group} at ${row.address}`)) return []
    return [...gotoOf(row)]
      .filter((member) => !members.has(member) && member !== current.address)
      .filter((member) => isWantedAllAlong(`${group} ${member}`))
      .map((member) => `${member} was taken out of ${words(row)}, and is in its group`)
  }

  noteDirectory()
  return { noteDirectory, noteAliases, foreign, lost, states: () => states }
}

function words({ id, address, active, goto }: AliasRow): string {
  return `${address} (${id}${active === 1 ? '' : ', not active'}: ${goto.slice(0, 200)})`
}
