import { readable, UpstreamError } from '@cowherd/upstream'
import type { Doubts, Gap } from './whole.ts'

/**
 * Whether a second look is called for.
 *
 * @param unlisted by domain, how many aliases are known to stay unlisted
 */
export function isDoubtful(doubts: Doubts, unlisted: ReadonlyMap<string, number>): boolean {
  return (
    doubts.mailboxes.length > 0 ||
    doubts.repeatedIds.length > 0 ||
    doubts.aliases.some((gap) => missing(gap) > (unlisted.get(gap.domain) ?? 0))
  )
}

/** How many are counted and not listed. */
export function missing(gap: Gap): number {
  return gap.counted - gap.listed
}

/** The error of lists that still do not fit at the second look. */
export function notWhole({ mailboxes, repeatedIds }: Doubts): UpstreamError {
  const parts = [
    ...mailboxes
      .slice(0, 5)
      .map(
        (gap) =>
          `${readable(gap.domain)} has ${gap.counted} mailboxes by its own count and ${gap.listed} in the list`,
      ),
    ...(mailboxes.length > 5 ? [`${mailboxes.length - 5} more domains`] : []),
    ...(repeatedIds.length > 0
      ? [`the alias ids ${repeatedIds.slice(0, 5).join(', ')} are listed more than once`]
      : []),
  ]
  return new UpstreamError(
    'target',
    'not-whole',
    `Mailcow's lists do not fit together, read twice: ${parts.join('; ')}. Somebody may be changing mailboxes at this moment; Cowherd goes on once they fit.`,
  )
}
