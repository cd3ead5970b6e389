import { isDeepStrictEqual } from 'node:util'
import type { Attributes } from '../model.ts'
import { Refusal } from './answer.ts'

type Lookup = (found: unknown, wanted: unknown) => boolean

const TEXT_LOOKUPS: Readonly<Record<string, (found: string, wanted: string) => boolean>> = {
  contains: (found, wanted) => found.includes(wanted),
  startswith: (found, wanted) => found.startsWith(wanted),
  endswith: (found, wanted) => found.endsWith(wanted),
}

/**
 * The `attributes` filter: a JSON object whose keys are ORM paths below the attributes, such as `mail__alias`, with
 * an optional lookup at the end (`isnull`, `exact`, `iexact`, and `contains`, `startswith`, `endswith` with or without `i`).
 *
 * @throws Refusal 400 where it is no JSON object
 */
export function parseAttributeFilter(text: string): (attributes: Attributes) => boolean {
  const filter = parseObject(text)
  const conditions = Object.entries(filter).map(([path, wanted]) => parseCondition(path.split('__'), wanted))
  return (attributes) => conditions.every((holds) => holds(attributes))
}

function parseObject(text: string): Attributes {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Refusal(400, ['filter: failed to parse JSON'])
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new Refusal(400, ['filter: value must be key:value mapping'])
  }
  return value as Attributes
}

function parseCondition(path: string[], wanted: unknown): (attributes: Attributes) => boolean {
  const lookup = path.length > 1 ? findLookup(path.at(-1) ?? '') : undefined
  const keys = lookup ? path.slice(0, -1) : path
  const holds = lookup ?? isDeepStrictEqual
  return (attributes) => holds(follow(attributes, keys), wanted)
}

function findLookup(name: string): Lookup | undefined {
  if (name === 'isnull') return (found, wanted) => (found === undefined) === wanted
  if (name === 'exact') return isDeepStrictEqual
  if (name === 'iexact') return (found, wanted) => isDeepStrictEqual(lower(found), lower(wanted))
  const plain = TEXT_LOOKUPS[name]
  if (plain) return (found, wanted) => typeof found === 'string' && plain(found, String(wanted))
  const folded = name.startsWith('i') ? TEXT_LOOKUPS[name.slice(1)] : undefined
  if (!folded) return undefined
  return (found, wanted) =>
    typeof found === 'string' && folded(found.toLowerCase(), String(wanted).toLowerCase())
}

function follow(value: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (at, key) => (at !== null && typeof at === 'object' ? (at as Attributes)[key] : undefined),
    value,
  )
}

function lower(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value
}
