import type { Alias, DesiredAlias } from '@cowherd/plan'
import type { Survey } from './survey.ts'

/**
 * Who may send as a list whose `sender_allowed` is on. Mailcow gives that right to the mailboxes that stand in the alias itself, and not to
 * those behind another alias that stands there.
 */
export interface Senders {
  /** Sorted. */
  readonly mailboxes: readonly string[]
  /** Members of the alias itself that are no mailboxes here: other aliases, parts of a split list, addresses elsewhere. */
  readonly others: readonly string[]
}

/** Who may send as a list once it is as its group wants it; undefined where nobody may. */
export function sendersOf({ state }: Survey, desired: DesiredAlias): Senders | undefined {
  if (!desired.settings.flags.senderAllowed) return undefined
  const parts = desired.parts?.flatMap((key) => state.desired.get(key)?.address ?? [])
  return divide(state, parts ?? desired.members)
}

/** Who may send as an alias as it is stored; undefined where nobody may. */
export function storedSenders({ state }: Survey, { flags, goto }: Alias): Senders | undefined {
  return flags.active && flags.senderAllowed ? divide(state, [...goto].sort()) : undefined
}

function divide({ lookup }: Survey['state'], members: readonly string[]): Senders {
  return {
    mailboxes: members.filter((member) => lookup.isMailbox(member.toLowerCase())),
    others: members.filter((member) => !lookup.isMailbox(member.toLowerCase())),
  }
}
