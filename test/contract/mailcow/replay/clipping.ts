const STRING_MAX = 1500
const STRING_KEPT = 300
const LIST_MAX = 12
const LIST_KEPT = 6
const NOTE = /…\[clipped, (\d+) chars\]$/

/** Clips long strings and lists in the way the recorder did. */
export function clip(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.length > STRING_MAX
      ? `${value.slice(0, STRING_KEPT)}…[clipped, ${value.length} chars]`
      : value
  }
  if (Array.isArray(value)) {
    const clipped = value.slice(0, value.length > LIST_MAX ? LIST_KEPT : LIST_MAX).map(clip)
    const missing = value.length - clipped.length
    return missing > 0 ? [...clipped, `…[${missing} more entries clipped]`] : clipped
  }
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, clip(inner)]))
}

/**
 * Fills clipped strings of a request up to their length again: runs of one character, and lists of numbered members.
 *
 * @throws Error where the rest of a string cannot be told from its beginning
 */
export function unclip(value: unknown): unknown {
  if (typeof value === 'string') return unclipText(value)
  if (Array.isArray(value)) return value.map(unclip)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unclip(inner)]))
}

function unclipText(text: string): string {
  const length = Number(NOTE.exec(text)?.[1])
  if (Number.isNaN(length)) return text
  const start = text.replace(NOTE, '')
  const first = start.slice(0, start.indexOf(','))
  const run = start.charAt(0).repeat(length)
  const filled = start.startsWith('member') ? listMembers(first, length) : run
  if (!filled.startsWith(start) || filled.length !== length)
    throw new Error(`cannot fill up ${start.slice(0, 40)}…`)
  return filled
}

function listMembers(first: string, length: number): string {
  let list = first
  for (let number = 1; list.length + 24 <= length; number += 1) {
    list += `,member${String(number).padStart(5, '0')}@example.org`
  }
  const at = list.lastIndexOf('@')
  return list.slice(0, at) + 'x'.repeat(length - list.length) + list.slice(at)
}
