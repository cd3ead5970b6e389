import { type Scope, scopeKey } from './scope.ts'

/** What made somebody look: which of the ears heard it, or why it is looked at again. */
export type Ear =
  | 'webhook'
  | 'event-log'
  | 'sweep'
  | 'nightly'
  | 'operator'
  | 'second-look'
  | 'retry'
  /** Taken by a run whose worker died. */
  | 'crash'

/** A scope as the inbox keeps it: ids only, no address and no name. */
export interface StoredScope {
  readonly scope: Scope
  readonly ear: Ear
  /** Id of the source's event that asked for it. */
  readonly eventId?: string
  /** When it was first stored, in milliseconds since 1970. */
  readonly at: number
  /** The source said that the group or user was deleted. */
  readonly deleted?: boolean
  /** Asks for the full nightly reconciliation; only with scope `all`. */
  readonly nightly?: boolean
}

/** A stored scope and, where somebody waits for the run that takes it, the id of their request. */
export interface Entry extends StoredScope {
  readonly request?: string
}

/**
 * The job id under which equal entries collapse. What a collapse must not lose has an id of its own: that a thing was
 * deleted, that a sweep is the nightly one, that somebody waits.
 */
export function entryId(entry: Entry): string {
  const key = scopeKey(entry.scope)
  if (entry.request) return `${key}-request-${entry.request}`
  return `${key}${entry.deleted ? '-deleted' : ''}${entry.nightly ? '-nightly' : ''}`
}

/**
 * Joins what concerns the same key: the newest entry's data with the earliest time, deleted or nightly if any was.
 * In the order of their times.
 */
export function merge<T extends StoredScope>(
  entries: readonly T[],
  keyOf: (entry: T) => string = (entry) => scopeKey(entry.scope),
): T[] {
  const merged = new Map<string, T>()
  for (const entry of [...entries].sort((a, b) => a.at - b.at)) {
    const key = keyOf(entry)
    const old = merged.get(key)
    merged.set(key, old ? join(old, entry) : entry)
  }
  return [...merged.values()]
}

function join<T extends StoredScope>(older: T, newer: T): T {
  return {
    ...newer,
    at: older.at,
    ...(older.deleted ? { deleted: true } : {}),
    ...(older.nightly ? { nightly: true } : {}),
  }
}
