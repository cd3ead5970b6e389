/**
 * Compares what a server answers with what was recorded. Equal means:
 *
 * - numbers, truth values and texts are the same, objects have the same keys, lists the same length and order;
 * - the text `... 12 more` at the end of a recorded list stands for twelve entries that are not looked at;
 * - a recorded text that was clipped (`… (clipped, …)`) is compared up to there;
 * - uuids and the numbers of users may differ, but each recorded one stands for the same one throughout a recording;
 * - the groups of a user have no order of their own;
 * - times, `num_pk`, `uid`, `avatar`, ids of requests and of assigned permissions, and secrets differ freely,
 *   as long as they are of the same type and form.
 */
export interface Identities {
  /** Notes which id of the server a recorded id stands for. */
  learn(recorded: string | number, actual: string | number): void
  /** The id of the server for a recorded one; the same where none was learnt. */
  translate<Id extends string | number>(recorded: Id): Id
  /** Whether the recorded id stands, or from now on stands, for the actual one. */
  stands(recorded: string | number, actual: string | number): boolean
}

/** Makes an empty table of ids. */
export function createIdentities(): Identities {
  const actualOf = new Map<string, string | number>()
  const recordedOf = new Map<string, string | number>()
  const learn: Identities['learn'] = (recorded, actual) => {
    actualOf.set(keyOf(recorded), actual)
    recordedOf.set(keyOf(actual), recorded)
  }
  return {
    learn,
    translate: <Id extends string | number>(recorded: Id) =>
      (actualOf.get(keyOf(recorded)) as Id | undefined) ?? recorded,
    stands(recorded, actual) {
      const known = actualOf.get(keyOf(recorded))
      if (known !== undefined) return keyOf(known) === keyOf(actual)
      if (recordedOf.has(keyOf(actual))) return false
      learn(recorded, actual)
      return true
    },
  }
}

/** Differences between a recorded body and an actual one, each with its place; empty where they are equal. */
export function compareBodies(recorded: unknown, actual: unknown, ids: Identities, at = ''): string[] {
  const key = at.split('.').at(-1) ?? ''
  if (FREE_KEYS.has(key)) return sameForm(key, recorded, actual) ? [] : [differ(at, recorded, actual)]
  if (Array.isArray(recorded)) return compareLists(recorded, actual, ids, at)
  if (recorded !== null && typeof recorded === 'object') {
    return compareObjects(recorded as Fields, actual, ids, at)
  }
  if (typeof recorded === 'number' && typeof actual === 'number' && ID_PLACES.test(at)) {
    return ids.stands(recorded, actual) ? [] : [differ(at, recorded, actual)]
  }
  if (typeof recorded === 'string' && typeof actual === 'string') {
    return textsMatch(recorded, actual, ids) ? [] : [differ(at, recorded, actual)]
  }
  return recorded === actual ? [] : [differ(at, recorded, actual)]
}

type Fields = Readonly<Record<string, unknown>>

const FREE_KEYS = new Set(['num_pk', 'uid', 'user_uid', 'avatar', 'id', 'request_id', 'token', 'key'])
const ID_PLACES = /(^|\.)(pk|user|user_pk|users\.\d+)$/
const UNORDERED_PLACES = /(^|\.)groups(_obj)?$/
const USER_PATH = /(?<=\/users\/)\d+/
const UUID = /[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}/g
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/
const MORE = /^\.\.\. (\d+) more$/

function compareLists(recorded: readonly unknown[], actual: unknown, ids: Identities, at: string): string[] {
  if (!Array.isArray(actual)) return [differ(at, recorded, actual)]
  const more = MORE.exec(String(recorded.at(-1)))
  const shown = more ? recorded.slice(0, -1) : recorded
  const length = shown.length + Number(more?.[1] ?? 0)
  if (actual.length !== length) return [differ(`${at}.length`, length, actual.length)]
  const ordered = UNORDERED_PLACES.test(at) ? arrange(shown, actual, ids) : actual
  return shown.flatMap((entry, index) => compareBodies(entry, ordered[index], ids, `${at}.${index}`))
}

/** The actual entries in the recorded order, as far as they are known by their ids. */
function arrange(recorded: readonly unknown[], actual: readonly unknown[], ids: Identities): unknown[] {
  const found = recorded.map((entry) => {
    const wanted = keyOf(ids.translate(idOf(entry)))
    return actual.find((candidate) => keyOf(idOf(candidate)) === wanted)
  })
  const others = actual.filter((entry) => !found.includes(entry))
  return found.map((entry) => entry ?? others.shift())
}

function idOf(entry: unknown): string {
  return String(entry !== null && typeof entry === 'object' && 'pk' in entry ? entry.pk : entry)
}

function compareObjects(recorded: Fields, actual: unknown, ids: Identities, at: string): string[] {
  if (actual === null || typeof actual !== 'object' || Array.isArray(actual)) {
    return [differ(at, recorded, actual)]
  }
  const keys = new Set([...Object.keys(recorded), ...Object.keys(actual)])
  return [...keys].flatMap((key) => {
    const place = at === '' ? key : `${at}.${key}`
    return compareBodies(recorded[key], (actual as Fields)[key], ids, place)
  })
}

function textsMatch(recorded: string, actual: string, ids: Identities): boolean {
  if (TIME.test(recorded)) return TIME.test(actual)
  const clipped = recorded.indexOf('… (clipped')
  if (clipped >= 0) return actual.startsWith(recorded.slice(0, clipped))
  return (
    [UUID, USER_PATH].every((pattern) => {
      const expected = recorded.match(pattern) ?? []
      const found = actual.match(pattern) ?? []
      return expected.length === found.length && expected.every((id, at) => ids.stands(id, found[at] ?? ''))
    }) && withoutIds(recorded) === withoutIds(actual)
  )
}

function withoutIds(text: string): string {
  return text.replace(UUID, '').replace(USER_PATH, '')
}

function sameForm(key: string, recorded: unknown, actual: unknown): boolean {
  if (typeof recorded !== typeof actual) return false
  if (typeof recorded !== 'string' || typeof actual !== 'string') return true
  if (key === 'avatar') return actual.startsWith(recorded.slice(0, recorded.indexOf(',')))
  if (key === 'token' || key === 'key') return actual !== ''
  if (key === 'id') return /^\d+$/.test(recorded) && /^\d+$/.test(actual)
  return recorded.replace(/[0-9a-f]/g, '0') === actual.replace(/[0-9a-f]/g, '0')
}

function keyOf(id: string | number): string {
  return String(id).replaceAll('-', '')
}

function differ(at: string, recorded: unknown, actual: unknown): string {
  return `${at || 'body'}: recorded ${JSON.stringify(recorded)}, got ${JSON.stringify(actual)}`
}
