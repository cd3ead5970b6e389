import { ServerFailure } from './failure.ts'

/** A decoded JSON value as the server sees it: objects and lists are both arrays to it. */
export type Value = null | boolean | number | string | Value[] | { [key: string]: Value }

/** Input of one call: the decoded attributes by name. */
export type Input = { readonly [key: string]: Value }

/** Integer of a value: leading digits of a string, 1 for any non-empty list, else 0. */
export function toInt(value: Value | undefined): number {
  if (value === undefined || value === null) return 0
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'number') return Math.trunc(value)
  if (typeof value === 'string') return Math.trunc(leadingNumber(value))
  return Object.keys(value).length > 0 ? 1 : 0
}

/** Number at the start of a string, 0 without one. The database compares ids with texts the same way. */
export function leadingNumber(text: string): number {
  const match = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/i.exec(text)
  return match ? Number(match[0]) : 0
}

/** Whether the value counts as empty: nothing, false, 0, `""`, `"0"`, an empty list. */
export function isEmpty(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === false) return true
  if (value === 0 || value === '' || value === '0') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

/** Whether the value is given and not null. */
export function isSet(value: Value | undefined): value is Exclude<Value, null> {
  return value !== undefined && value !== null
}

/**
 * Text of a scalar, `""` for nothing.
 *
 * @throws ServerFailure where a list or an object is given
 */
export function toText(value: Value | undefined): string {
  if (value === undefined || value === null || value === false) return ''
  if (value === true) return '1'
  if (typeof value === 'object') {
    throw new ServerFailure('TypeError', 'must be of type string, array given')
  }
  return String(value)
}

/** A value as a list: lists as they are, the values of an object, a scalar alone, nothing for null. */
export function toList(value: Value | undefined): Value[] {
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return value
  return typeof value === 'object' ? Object.values(value) : [value]
}

/** Strips spaces, tabs, line ends, NUL and vertical tabs from both ends. */
export function trim(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL and VT belong to the set.
  return text.replace(/^[ \t\n\r\0\x0B]+|[ \t\n\r\0\x0B]+$/g, '')
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#039;',
}

/** Escapes a text for HTML, as most messages of the server are. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char)
}
