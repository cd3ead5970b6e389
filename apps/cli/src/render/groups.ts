import type { GroupListing } from '../explanation/listing.ts'
import { memberLines } from './member.ts'
import { count, type Paint } from './style.ts'

/** Groups and whom their aliases reach, as text for people. Ends with a line feed. */
export function renderGroups(listings: readonly GroupListing[], hidden: number, paint: Paint): string {
  const blocks = listings.map(
    (listing) =>
      `${[headline(listing, paint), ...conflictLines(listing, paint), ...memberLines(listing, paint)].join('\n')}\n`,
  )
  const reaching = listings.filter(({ skipped, conflict }) => skipped === undefined && conflict === undefined)
  const people = new Set(reaching.flatMap(({ members }) => members.map(({ address }) => address)))
  const conflicts = listings.filter(({ conflict }) => conflict !== undefined).length
  const total = [
    `${count(reaching.length, 'group gets', 'groups get')} an alias, reaching ${count(people.size, 'address', 'addresses')}`,
    ...(conflicts > 0 ? [`${conflicts} in conflict`] : []),
    ...(hidden > 0 ? [`${count(hidden, 'group gets', 'groups get')} none (--all shows them)`] : []),
  ]
  return `${[...blocks, `${total.join('; ')}.`].join('\n')}\n`
}

function headline({ group, address, rule, skipped, members }: GroupListing, paint: Paint): string {
  const name = paint('bold', group.name ?? group.id)
  if (skipped !== undefined) return `${name}  ${paint('dim', `no alias: ${skipped}`)}`
  const from = rule === 'group name' ? '' : paint('dim', ` (${rule})`)
  return `${name}  ${address ?? '(no address)'}${from}  ${paint('dim', count(members.length, 'member'))}`
}

function conflictLines({ conflict }: GroupListing, paint: Paint): string[] {
  return conflict === undefined ? [] : [`    ${paint('red', `conflict: ${conflict}`)}`]
}
