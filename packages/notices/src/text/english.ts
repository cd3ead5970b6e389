import type { Condition, Notice, NoticeKind } from '../condition.ts'

const linesMax = 10

type Titles = Readonly<Record<Notice['state'], (count: number) => string>>

const titles: Readonly<Record<NoticeKind, Titles>> = {
  held: {
    new: () => 'Changes wait for your word',
    more: () => 'Other changes wait for your word',
    still: () => 'Changes still wait for your word',
    over: () => 'No change waits for your word any more',
  },
  conflicts: {
    new: (count) => `${conflicts(count)}: a group does not get its address`,
    more: (count) => `${conflicts(count)}: another group does not get its address`,
    still: (count) => `${conflicts(count)}, still`,
    over: () => 'No conflict any more',
  },
  'ears-silent': {
    new: () => 'Neither webhooks nor the event log are heard',
    more: () => 'Neither webhooks nor the event log are heard',
    still: () => 'Neither webhooks nor the event log are heard, still',
    over: () => 'Changes are heard again',
  },
  failing: {
    new: () => 'Aliases are not kept in step: run after run fails',
    more: () => 'Aliases are not kept in step: run after run fails',
    still: () => 'Aliases are not kept in step, still: run after run fails',
    over: () => 'Aliases are kept in step again',
  },
}

/** Puts a notice into words. */
export function wordNotice(
  condition: Condition,
  state: Notice['state'],
  since: number,
  causes: Condition['causes'],
): Notice {
  const { kind, advice } = condition
  const began = `Since ${new Date(since).toISOString().slice(0, 16).replace('T', ' ')} UTC.`
  const shown = causes.slice(0, linesMax).map(({ text }) => text)
  const rest = causes.length - shown.length
  const lines =
    state === 'over'
      ? [began]
      : [...shown, ...(rest > 0 ? [`… and ${rest} more`] : []), ...(state === 'still' ? [began] : []), advice]
  return { kind, state, title: titles[kind][state](causes.length), lines, since }
}

function conflicts(count: number): string {
  return count === 1 ? '1 conflict' : `${count} conflicts`
}
