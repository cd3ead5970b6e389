import * as v from 'valibot'
import { nearest } from './nearest.ts'
import { mustBe } from './reading.ts'

/** What to say of keys that are known but do not belong here, to be read after the key's name. */
export type MisplacedKeys = Readonly<Record<string, string>>

/** A mapping with these keys and no others; every other key is a problem of its own. */
export function mapping<const Entries extends v.ObjectEntries>(
  entries: Entries,
  misplaced: MisplacedKeys = {},
) {
  const object = v.strictObject(entries, (issue) =>
    issue.expected === 'Object' ? mustBe('a mapping')(issue) : 'is missing',
  )
  const known = Object.keys(entries)

  // The library takes a list for an object, and stops at the first key that it does not know.
  return v.lazy((input) => {
    if (Array.isArray(input)) return notAMapping
    const unknown = Object.keys(Object(input)).filter((key) => !known.includes(key))
    return unknown.length === 0 || typeof input !== 'object' ? object : withRefused(unknown)
  })

  function withRefused(keys: readonly string[]): typeof object {
    const refused = keys.map((key) => [key, v.never(unknownKey(key, known, misplaced))] as const)
    return { ...object, entries: { ...entries, ...Object.fromEntries(refused) } }
  }
}

const notAMapping = v.custom<never>(() => false, mustBe('a mapping'))

function unknownKey(key: string, known: readonly string[], misplaced: MisplacedKeys): string {
  const why = Object.hasOwn(misplaced, key) ? misplaced[key] : undefined
  if (why !== undefined) return why
  const guess = nearest(key, known)
  return guess ? `is not a key; did you mean ${guess}?` : `is not a key; keys here are ${known.join(', ')}`
}
