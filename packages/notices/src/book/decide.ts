import type { Condition, Notice } from '../condition.ts'

/** What was told of one kind. */
export interface Told {
  /** In milliseconds since 1970. */
  readonly since: number
  readonly toldAt: number
  /** Digests of the causes that were told. */
  readonly keys: readonly string[]
}

/** What is to be told, and what is to be remembered once it is; undefined forgets. */
export interface Decision {
  readonly state: Notice['state'] | undefined
  readonly told: Told | undefined
}

const dayMs = 24 * 3_600_000
/** Causes that come one after the other are told together, in milliseconds. */
const moreMs = 3_600_000
/** So many causes are told apart; beyond them, new ones are told with the daily reminder. */
const keysMax = 2_000

/**
 * Decides what to tell: each cause once, what lasts once a day, and its end. Pure.
 *
 * @param keys digests of the condition's causes
 * @param now milliseconds since 1970
 */
export function decide(told: Told | undefined, keys: readonly string[], now: number): Decision {
  const kept = keys.slice(0, keysMax)
  if (keys.length === 0) return { state: told ? 'over' : undefined, told: undefined }
  if (!told) return { state: 'new', told: { since: now, toldAt: now, keys: kept } }
  const before = new Set(told.keys)
  const age = now - told.toldAt
  const again = { ...told, toldAt: now, keys: kept }
  if (age >= dayMs) return { state: 'still', told: again }
  if (age >= moreMs && kept.some((key) => !before.has(key))) return { state: 'more', told: again }
  const still = told.keys.filter((key) => kept.includes(key))
  return { state: undefined, told: still.length === told.keys.length ? told : { ...told, keys: still } }
}

/** The causes that were not told yet, then the others. */
export function newFirst(
  { causes }: Condition,
  told: Told | undefined,
  keyOf: (key: string) => string,
): Condition['causes'] {
  const before = new Set(told?.keys)
  const isNew = ({ key }: { readonly key: string }) => !before.has(keyOf(key))
  return [...causes.filter(isNew), ...causes.filter((cause) => !isNew(cause))]
}
