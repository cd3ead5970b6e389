import type { Flags } from '@cowherd/plan'
import type { Pause } from '@cowherd/reconcile'
import type { ListExplanation } from '../explanation/list.ts'
import type { Explanation } from '../explanation/subject.ts'
import type { Belonging, UserExplanation } from '../explanation/user.ts'
import type { ListState } from '../explanation/words.ts'
import { changeLines } from './change.ts'
import { memberLines, personText, viaText } from './member.ts'
import { pausedText } from './pause.ts'
import { senderLines } from './senders.ts'
import { count, type Paint } from './style.ts'
import { subjectText } from './subject.ts'
import { alignColumns } from './text.ts'

const stateTexts: Readonly<Record<ListState, readonly [string, Parameters<Paint>[0]]>> = {
  'in-step': ['in step', 'green'],
  planned: ['change planned', 'yellow'],
  held: ['held', 'red'],
  conflict: ['conflict', 'red'],
  frozen: ['frozen', 'red'],
  'on-hold': ['on hold', 'yellow'],
  skipped: ['no alias', 'dim'],
  orphan: ['orphan', 'yellow'],
  foreign: ["not Cowherd's", 'dim'],
}

/** An explanation as text for people. Ends with a line feed. */
export function renderExplanation(
  { lists, users }: Explanation,
  paused: Pause | undefined,
  paint: Paint,
): string {
  const blocks = [
    ...lists.map((list) => listLines(list, paint)),
    ...users.map((user) => userLines(user, paint)),
    ...(paused ? [[paint('yellow', pausedText(paused))]] : []),
  ]
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function listLines(list: ListExplanation, paint: Paint): string[] {
  const { alias, group, address, rule, state, why, conflict } = list
  const shown = alias?.address ?? address ?? '(no address)'
  const name = group ? `  ${group.name === null ? `group ${group.id} (gone)` : subjectText(group)}` : ''
  const [stateText, colour] = stateTexts[state]
  return [
    `${paint('bold', shown)}${name}`,
    `  state    ${paint(colour, stateText)}: ${why}`,
    ...(conflict ? [`  fix      ${conflict.fix}`] : []),
    ...(rule ? [`  rule     ${rule}${address && address !== shown ? `: ${address}` : ''}`] : []),
    ...aliasLines(list),
    ...(list.members.length + list.leftOut.length > 0
      ? [`  members  ${list.members.length}`, ...memberLines(list, paint)]
      : []),
    ...storedLines(list),
    ...senderLines(list.senders, paint),
    ...nextLines(list, paint),
  ]
}

function aliasLines({ alias, owners, marker }: ListExplanation): string[] {
  if (!alias) return ['  alias    none yet']
  const role = marker?.role ? `, ${marker.role === 'adopted' ? 'adopted from a person' : marker.role}` : ''
  const written = alias.modified ? `, last written ${alias.modified} (Mailcow's clock)` : ''
  return [
    `  alias    ${alias.id}${written}`,
    `  owner    ${owners.length > 0 ? `${owners.join(', ')}${role}` : 'nobody'}`,
    `  flags    ${flagsText(alias.flags)}`,
  ]
}

function flagsText(flags: Flags): string {
  const switches: [string, boolean][] = [
    ['internal', flags.internal],
    ['sender_allowed', flags.senderAllowed],
    ['sogo_visible', flags.sogoVisible],
  ]
  return [
    flags.active ? 'active' : 'inactive',
    ...switches.map(([name, on]) => `${name}=${Number(on)}`),
  ].join(', ')
}

/** An alias without a group's list: what is stored is all there is to show. */
function storedLines({ alias, address }: ListExplanation): string[] {
  if (!alias || address) return []
  return [`  members  ${alias.goto.length}, as stored`, ...alias.goto.map((member) => `    ${member}`)]
}

function nextLines({ changes, held }: ListExplanation, paint: Paint): string[] {
  const lines = changes.flatMap((change) => changeLines(change, paint, false))
  const waiting = held.flatMap(({ change }) => changeLines(change, paint, false))
  return [
    ...(lines.length > 0 ? ['  next sync', ...lines] : []),
    ...(waiting.length > 0 ? ['  held until it is approved (see cowherd plan)', ...waiting] : []),
  ]
}

function userLines(explanation: UserExplanation, paint: Paint): string[] {
  const { user, lists, leftOut, withoutAlias, otherAliases } = explanation
  const notes = [user.active ? undefined : 'inactive', user.serviceAccount ? 'service account' : undefined]
  const note = notes.filter((text) => text !== undefined).join(', ')
  const address = user.email === '' ? 'no address' : user.email
  return [
    `${paint('bold', personText(user.username, user.name))}  ${address}${note ? `  ${paint('yellow', note)}` : ''}`,
    ...section(
      `in ${count(lists.length, 'list')}`,
      alignColumns(
        lists.map((list) => [`    ${list.address}`, groupText(list), paint('dim', stateText(list))]),
      ),
    ),
    ...section(
      `left out of ${count(leftOut.length, 'list')}`,
      leftOut.map((one) => `    ${one.address}  ${groupText(one)}: ${paint('yellow', one.reason)}`),
    ),
    ...section(
      `in ${count(withoutAlias.length, 'group')} without an alias`,
      withoutAlias.map(({ group, reason }) => `    ${group.name}: ${paint('dim', reason)}`),
    ),
    ...section(
      `in ${count(otherAliases.length, 'alias', 'aliases')} that Cowherd does not own`,
      otherAliases.map((one) => `    ${one}`),
    ),
  ]
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`  ${title}:`, ...lines]
}

function groupText({ group, path, addedBy }: Belonging): string {
  if (addedBy !== undefined) return `${group.name}, added by the ${addedBy}`
  const via = viaText(path)
  return `${group.name}${via ? ` ${via}` : ''}`
}

function stateText({ state, delivered }: Belonging): string {
  const told = state === 'in-step' ? '' : stateTexts[state][0]
  const arrives = delivered ? '' : `not delivered${state === 'planned' || state === 'held' ? ' yet' : ''}`
  return [told, arrives].filter((text) => text !== '').join(', ')
}
