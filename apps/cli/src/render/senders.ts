import type { Senders } from '../explanation/senders.ts'
import { count, type Paint } from './style.ts'

const mailboxesShown = 5
const othersShown = 3

/** Who may send as a list, where anybody may, as indented lines. */
export function senderLines(senders: Senders | undefined, paint: Paint): string[] {
  if (!senders) return []
  const { mailboxes, others } = senders
  const who =
    mailboxes.length === 0
      ? 'nobody, for no mailbox stands in the alias itself'
      : `${count(mailboxes.length, 'mailbox that stands', 'mailboxes that stand')} in the alias itself: ${cut(mailboxes, mailboxesShown)}`
  const rest = paint('dim', `but nobody through ${cut(others, othersShown)}`)
  return [`  send as  ${who}`, ...(others.length > 0 ? [`           ${rest}`] : [])]
}

function cut(addresses: readonly string[], most: number): string {
  const rest = addresses.length - most
  return `${addresses.slice(0, most).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}
