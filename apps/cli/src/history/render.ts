import type { AliasHistory, PastAlias, Presence } from '@cowherd/audit'
import { entryLines } from '../audit/render.ts'
import type { Paint } from '../render/style.ts'
import { alignColumns } from '../render/text.ts'

/** An alias's history as text for people. Ends with a line feed. */
export function renderHistory(
  { address, changes, gaps }: AliasHistory,
  presences: readonly Presence[],
  paint: Paint,
  full: boolean,
): string {
  if (changes.length === 0) return `The audit log tells nothing of ${address}.\n`
  return [
    `${paint('bold', address)}: what was changed`,
    ...changes.flatMap((change) => entryLines(change, paint, full).map((line) => `  ${line}`)),
    '',
    'Who got its mail',
    ...alignColumns(
      presences.map(({ member, from, until, came, left }) => [
        `  ${member}`,
        `${from ?? 'before the log begins'} – ${until ?? 'now'}`,
        paint('dim', [came, left].filter((text) => text !== null).join('; then ')),
      ]),
    ),
    ...(gaps.length > 0 ? ['', paint('red', `Records were lost at ${gaps.join(', ')}.`)] : []),
    '',
  ].join('\n')
}

/** What an alias was at a moment, as text for people. Ends with a line feed. */
export function renderPast(address: string, at: Date, past: PastAlias | undefined): string {
  const time = at.toISOString()
  if (!past) return `The audit log knows of no alias ${address} at ${time}.\n`
  const { content, changedBefore } = past
  return [
    `${address} at ${time}${content.flags.active ? '' : ' (inactive: it delivered to nobody)'}`,
    ...content.members.map((member) => `  ${member}`),
    ...(changedBefore
      ? [`Somebody else changed it after that and before ${changedBefore}: it may have been so already.`]
      : []),
    '',
  ].join('\n')
}
