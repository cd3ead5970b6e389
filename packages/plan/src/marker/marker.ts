import { normaliseGroupId } from '@cowherd/directory'

/** What an alias of ours is, besides the one that carries its group's mail. */
type Role =
  /** made by a person and taken over: its flags and words stay, and it is released instead of deleted */
  | 'adopted'
  /** an address that its group had before */
  | 'former'
  /** a part of a list that is too long for one alias */
  | 'part'

/** Who owns an alias and for which group. It stands in the alias's private comment, between people's own words. */
export interface Marker {
  readonly owner: string
  /** Group id, with dashes. */
  readonly group: string
  readonly role?: Role
  /** Since when it is an orphan, `YYYY-MM-DD`, with the number of nightly runs that saw it so. */
  readonly orphan?: { readonly since: string; readonly runs: number }
}

const pattern =
  /\bcowherd owner=(?<owner>[a-z0-9-]{1,32}) group=(?<group>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?: role=(?<role>adopted|former|part))?(?: orphan=(?<since>\d{4}-\d{2}-\d{2})(?: runs=(?<runs>\d{1,4}))?)?(?![\w-])/g

/** What stands in the comment of an alias that was released: it is never adopted by itself again. */
const releasedText = 'cowherd released'

/** The marker's text; at most 134 octets, so that it fits the 160 that Mailcow accepts on creation. */
export function formatMarker(marker: Marker): string {
  const role = marker.role ? ` role=${marker.role}` : ''
  const orphan = marker.orphan ? ` orphan=${marker.orphan.since} runs=${marker.orphan.runs}` : ''
  return `cowherd owner=${marker.owner} group=${marker.group}${role}${orphan}`
}

/** All markers in a comment, in order. */
export function readMarkers(comment: string): Marker[] {
  return [...comment.matchAll(pattern)].map(({ groups = {} }) => ({
    owner: groups['owner'] ?? '',
    group: normaliseGroupId(groups['group'] ?? ''),
    ...(groups['role'] ? { role: groups['role'] as Role } : {}),
    ...(groups['since'] ? { orphan: { since: groups['since'], runs: Number(groups['runs'] ?? 0) } } : {}),
  }))
}

/**
 * The marker by which an owner holds an alias, or undefined. A comment that also names another owner is nobody's:
 * somebody copied it, and touching it could harm the other.
 */
export function ownMarker(comment: string, owner: string): Marker | undefined {
  const markers = readMarkers(comment)
  return markers.every((marker) => marker.owner === owner) ? markers[0] : undefined
}

/** Owners named in a comment. */
export function ownersIn(comment: string): string[] {
  return [...new Set(readMarkers(comment).map((marker) => marker.owner))]
}

/** Whether an alias was released. */
export function isReleased(comment: string): boolean {
  return comment.includes(releasedText)
}

/** The comment with the marker put in place of the old one, or behind people's words; repeated markers become one. */
export function withMarker(comment: string, marker: Marker): string {
  return replaceMarker(comment, formatMarker(marker))
}

/** The comment of an alias that is given back to people. */
export function withoutMarker(comment: string): string {
  return replaceMarker(comment, releasedText)
}

function replaceMarker(comment: string, text: string): string {
  let placed = false
  const replaced = comment.replace(pattern, () => {
    if (placed) return ''
    placed = true
    return text
  })
  if (placed) return replaced
  const words = comment.replaceAll(releasedText, '')
  return words === '' || words.endsWith('\n') ? `${words}${text}` : `${words}\n${text}`
}
