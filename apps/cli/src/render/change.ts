import type { Change } from '@cowherd/plan'
import type { Paint } from './style.ts'
import { ruleText, subjectText } from './subject.ts'

const signs: Readonly<Record<Change['action'], readonly [string, Parameters<Paint>[0]]>> = {
  create: ['+', 'green'],
  adopt: ['&', 'green'],
  reactivate: ['+', 'green'],
  update: ['~', 'yellow'],
  rename: ['>', 'yellow'],
  release: ['<', 'yellow'],
  deactivate: ['-', 'red'],
  delete: ['-', 'red'],
}

/** Member lists longer than this are cut, unless everything is asked for. */
const membersShown = 10

/** One change as lines of text: what, for which group or user, by which rule and why, then who comes and who goes. */
export function changeLines(change: Change, paint: Paint, full: boolean): string[] {
  const [sign, colour] = signs[change.action]
  const { before, after } = change
  const address =
    before && after && before.address !== after.address
      ? `${before.address} → ${after.address}`
      : change.address
  const subject = change.group.name === null ? '' : `  ${subjectText(change.group)}${ruleText(change.rule)}`
  return [
    `  ${paint(colour, `${sign} ${change.action.padEnd(10)} ${address}`)}${paint('dim', subject)}`,
    `      ${paint('dim', change.reason)}`,
    ...memberLines('+', change.add, (text) => paint('green', text), full),
    ...memberLines('-', change.remove, (text) => paint('red', text), full),
    ...flagLine(change),
  ]
}

function memberLines(
  sign: string,
  members: readonly string[],
  colour: (text: string) => string,
  full: boolean,
): string[] {
  const shown = full ? members : members.slice(0, membersShown)
  const rest = members.length - shown.length
  return [
    ...shown.map((member) => `      ${colour(`${sign} ${member}`)}`),
    ...(rest > 0 ? [`      ${colour(`${sign} … and ${rest} more (--full shows all)`)}`] : []),
  ]
}

/** Flags decide who may send to and as a list, so that a change of them is always told. */
function flagLine({ before, after }: Change): string[] {
  if (!after) return []
  const names = {
    active: 'active',
    internal: 'internal',
    senderAllowed: 'sender_allowed',
    sogoVisible: 'sogo_visible',
  } as const
  const told = (Object.keys(names) as (keyof typeof names)[]).flatMap((flag) => {
    if (!before) return [`${names[flag]}=${Number(after.flags[flag])}`]
    if (before.flags[flag] === after.flags[flag]) return []
    return [`${names[flag]} ${Number(before.flags[flag])} → ${Number(after.flags[flag])}`]
  })
  return told.length > 0 ? [`      ${told.join(', ')}`] : []
}
