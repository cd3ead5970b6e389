import { normaliseGroupId, personalGroupId, userOfPersonalGroup } from '@cowherd/directory'

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
  /** Group id, with dashes; a personal group's for a personal alias. */
  readonly group: string
  readonly role?: Role
  /** Tells the addresses of one group apart, from 2 up; the first one has none. */
  readonly number?: number
  /** Which part of a list it is, from 1 up. */
  readonly part?: number
  /** Given back to people, instead of deactivated and deleted, once nobody wants it. */
  readonly orphans?: 'release'
  /** Since when a person keeps it as it is, `YYYY-MM-DDTHH:MMZ`: nothing changes it until they end that. */
  readonly hold?: string
  /** Since when it is an orphan, `YYYY-MM-DD`, with the number of nightly runs that saw it so. */
  readonly orphan?: { readonly since: string; readonly runs: number }
}

const subject = /(?:group=(?<group>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})|user=(?<user>[1-9]\d{0,9}))/
const kind =
  /(?: role=(?<role>adopted|former|part))?(?: address=(?<number>[1-9]\d{0,2}))?(?: part=(?<part>[1-9]\d{0,3}))?/
const fate =
  /(?: orphans=(?<orphans>release))?(?: hold=(?<hold>\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z))?(?: orphan=(?<since>\d{4}-\d{2}-\d{2})(?: runs=(?<runs>\d{1,4}))?)?/
const pattern = new RegExp(
  `\\bcowherd owner=(?<owner>[a-z0-9-]{1,32}) ${subject.source}${kind.source}${fate.source}(?![\\w-])`,
  'g',
)

/** What stands in the comment of an alias that was released: it is never adopted by itself again. */
const releasedText = 'cowherd released'

/** The marker's text; short enough for the 160 octets that Mailcow accepts on creation, and the same for equal markers. */
export function formatMarker(marker: Marker): string {
  const user = userOfPersonalGroup(marker.group)
  const words = [
    `cowherd owner=${marker.owner}`,
    user === undefined ? `group=${marker.group}` : `user=${user}`,
    marker.role && `role=${marker.role}`,
    marker.number !== undefined && marker.number > 1 && `address=${marker.number}`,
    marker.part !== undefined && `part=${marker.part}`,
    marker.orphans && `orphans=${marker.orphans}`,
    marker.hold && `hold=${marker.hold}`,
    marker.orphan && `orphan=${marker.orphan.since} runs=${marker.orphan.runs}`,
  ]
  return words.filter(Boolean).join(' ')
}

/** All markers in a comment, in order. */
export function readMarkers(comment: string): Marker[] {
  return [...comment.matchAll(pattern)].map(({ groups = {} }) => ({
    owner: groups['owner'] ?? '',
    group: groups['user'] ? personalGroupId(Number(groups['user'])) : normaliseGroupId(groups['group'] ?? ''),
    ...(groups['role'] ? { role: groups['role'] as Role } : {}),
    ...(Number(groups['number']) > 1 ? { number: Number(groups['number']) } : {}),
    ...(groups['part'] ? { part: Number(groups['part']) } : {}),
    ...(groups['orphans'] ? { orphans: 'release' as const } : {}),
    ...(groups['hold'] ? { hold: groups['hold'] } : {}),
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

/** The marker of an alias that is put on hold: until that ends nobody counts it as an orphan. */
export function onHold({ orphan: _, ...marker }: Marker, since: Date): Marker {
  return { ...marker, hold: `${since.toISOString().slice(0, 16)}Z` }
}

/** Whether an alias is given back to people, instead of deactivated and deleted, once nobody wants it. */
export function isReleasedAfterwards({ role, orphans }: Marker): boolean {
  return role === 'adopted' || orphans === 'release'
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
  if (placed) return apart(replaced, text)
  const words = comment.replaceAll(releasedText, '')
  return words === '' || words.endsWith('\n') ? `${words}${text}` : `${words}\n${text}`
}

/** People's words right behind a marker must not be read as a part of it. */
function apart(comment: string, text: string): string {
  const [found = text] = comment.match(pattern) ?? []
  return found === text ? comment : comment.replace(text, () => `${text}\n`)
}
