import type { FieldRecord, FieldValue, ObjectKey, PresentObject, WantedObject } from './object.ts'
import { isReference } from './object.ts'

/** Gives the id of an object that is there; undefined for one that is not. */
export type ResolveReference = (key: ObjectKey) => string | number | undefined

/** Names of the fields of an object that are not as they should be. */
export function differingFields(
  wanted: WantedObject,
  present: PresentObject,
  resolve: ResolveReference,
): string[] {
  const always = Object.entries(wanted.fields)
  const known = Object.entries(wanted.ifPresent ?? {}).filter(([name]) => present.fields[name] !== undefined)
  return [...always, ...known]
    .filter(([name, value]) => !holds(value, present.fields[name], resolve))
    .map(([name]) => name)
}

/** Fields to send: references become ids, records keep what else stands in them. Undefined where an id is not known yet. */
export function bodyOf(
  fields: FieldRecord,
  present: PresentObject | undefined,
  resolve: ResolveReference,
): Record<string, unknown> | undefined {
  const body: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    const sent = toJson(value, present?.fields[name], resolve)
    if (sent === undefined) return undefined
    body[name] = sent
  }
  return body
}

function holds(wanted: FieldValue, actual: unknown, resolve: ResolveReference): boolean {
  if (isReference(wanted)) {
    const id = resolve(wanted.ref)
    return id !== undefined && id === actual
  }
  if (Array.isArray(wanted)) {
    if (!Array.isArray(actual) || actual.length !== wanted.length) return false
    return wanted.every((entry) => actual.some((candidate) => holds(entry, candidate, resolve)))
  }
  if (typeof wanted === 'object' && wanted !== null) {
    return (
      isRecord(actual) && Object.entries(wanted).every(([name, value]) => holds(value, actual[name], resolve))
    )
  }
  // The web interface and blueprints leave another end of line, and another end of the text.
  if (typeof wanted === 'string' && typeof actual === 'string') return plain(wanted) === plain(actual)
  return wanted === actual
}

function toJson(wanted: FieldValue, actual: unknown, resolve: ResolveReference): unknown {
  if (isReference(wanted)) return resolve(wanted.ref)
  if (Array.isArray(wanted)) {
    const entries = wanted.map((entry) => toJson(entry, undefined, resolve))
    return entries.includes(undefined) ? undefined : entries
  }
  if (typeof wanted !== 'object' || wanted === null) return wanted
  const kept = isRecord(actual) ? actual : {}
  const entries = Object.entries(wanted).map(([name, value]) => [name, toJson(value, kept[name], resolve)])
  return entries.some(([, value]) => value === undefined)
    ? undefined
    : { ...kept, ...Object.fromEntries(entries) }
}

function plain(text: string): string {
  return text.replaceAll('\r\n', '\n').trim()
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
