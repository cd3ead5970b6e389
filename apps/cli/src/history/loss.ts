import { erasedPrefix } from '@cowherd/audit'
import { type AliasContent, createLookup, type TargetState } from '@cowherd/plan'

/** A former alias as far as it can be brought back. */
export interface Recovery {
  readonly content: AliasContent
  /** What cannot be brought back, one sentence each. */
  readonly losses: readonly string[]
}

/** Takes out of a former list whoever mail cannot reach any more, and whoever was erased from the log. */
export function recover(past: AliasContent, state: TargetState): Recovery {
  const lookup = createLookup(state, () => true)
  const losses: string[] = []
  const members = past.members.filter((member) => {
    const loss = lossOf(member)
    if (loss) losses.push(loss)
    return !loss
  })
  return {
    content: {
      ...past,
      members,
      privateComment: withoutErased(past.privateComment),
      publicComment: withoutErased(past.publicComment),
    },
    losses,
  }

  function lossOf(member: string): string | undefined {
    if (member.startsWith(erasedPrefix)) return 'a member who was erased from the audit log'
    switch (lookup.delivery(member)) {
      case 'no-mailbox':
        return `${member}: the mailbox is gone, so mail to it would bounce`
      case 'mailbox-inactive':
        return `${member}: the mailbox is inactive, so mail to it would bounce`
      default:
        return undefined
    }
  }
}

function withoutErased(text: string): string {
  return text.startsWith(erasedPrefix) ? '' : text
}
