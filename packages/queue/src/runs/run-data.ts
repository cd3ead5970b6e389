import type { RunResult } from '../queue.ts'
import { type Entry, merge, type StoredScope } from '../scope/stored-scope.ts'

/** What a run's job carries, so that whoever finds the job of a dead worker knows what it had taken. */
export interface RunData {
  /** What it took, equal scopes joined; after a finished run the first hundred. */
  readonly scopes: readonly StoredScope[]
  /** The entries that somebody waits for. */
  readonly requests: readonly Entry[]
  readonly taken: number
}

/** What a run's job returns. */
export interface RunReturn {
  readonly outcome: 'done' | 'recovered' | 'handed-back'
  readonly result?: RunResult
}

export const nothingTaken: RunData = { scopes: [], requests: [], taken: 0 }

/** Adds entries to what a run had taken before. */
export function takeMore(data: RunData, entries: readonly Entry[]): RunData {
  const scopes = merge([...data.scopes, ...withoutRequests(entries)])
  const requests = [...data.requests, ...entries.filter((entry) => entry.request)]
  return { scopes, requests, taken: scopes.length }
}

/** Entries as a handler sees them: equal scopes joined, requests of no concern to it. */
export function withoutRequests(entries: readonly Entry[]): StoredScope[] {
  return merge(entries.map(({ request: _, ...stored }) => stored))
}

/** What must go back into the inbox when a run does not make it, told as of `ear` where one is given. */
export function giveBackOf(data: RunData, ear?: StoredScope['ear']): Entry[] {
  return [...data.scopes.map((stored) => (ear ? { ...stored, ear } : stored)), ...data.requests]
}

const keptScopes = 100

/** What is worth keeping of a finished run. */
export function summaryOf(data: RunData): RunData {
  return { ...data, scopes: data.scopes.slice(0, keptScopes) }
}
