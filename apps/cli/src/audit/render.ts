import type { Cause, ChangeEntry, Entry, Verification } from '@cowherd/audit'
import { count, type Paint } from '../render/style.ts'

/** Member lists longer than this are cut, unless everything is asked for. */
const membersShown = 10

/** One entry as lines of text for people. */
export function entryLines(entry: Entry, paint: Paint, full: boolean): string[] {
  const time = paint('dim', entry.time)
  switch (entry.kind) {
    case 'gap':
      return [
        `${time}  ${paint('red', `${count(entry.lost, 'record')} lost since ${entry.since}`)}: ${entry.why}`,
      ]
    case 'decision': {
      const { decision, by, address, detail } = entry
      const about = [address, detail].filter((text) => text !== null).join('  ')
      return [`${time}  ${paint('bold', decision)} by ${by}${about ? `  ${about}` : ''}`]
    }
    case 'change':
      return changeEntryLines(entry, time, paint, full)
  }
}

function changeEntryLines(entry: ChangeEntry, time: string, paint: Paint, full: boolean): string[] {
  const { action, before, after, group, outcome, why } = entry
  const address =
    before && after && before.address !== after.address
      ? `${before.address} → ${after.address}`
      : entry.address
  const old = new Set(before?.members)
  const now = new Set(after?.members)
  const name = group.name === null ? '' : `  group "${group.name}"`
  const told = outcome === 'applied' ? '' : `  ${paint('red', outcome)}`
  return [
    `${time}  ${paint('bold', action)} ${address}${paint('dim', name)}${told}`,
    `    ${paint('dim', `${causeText(entry.cause)}: ${entry.reason}`)}`,
    ...(why === null ? [] : [`    ${paint('red', why)}`]),
    ...memberLines(
      '+',
      [...now].filter((member) => !old.has(member)),
      full,
    ),
    ...memberLines(
      '-',
      [...old].filter((member) => !now.has(member)),
      full,
    ),
    ...flagLines(entry),
  ]
}

function memberLines(sign: string, members: readonly string[], full: boolean): string[] {
  const shown = full ? members : members.slice(0, membersShown)
  const rest = members.length - shown.length
  return [
    ...shown.map((member) => `    ${sign} ${member}`),
    ...(rest > 0 ? [`    ${sign} … and ${rest} more (--full shows all)`] : []),
  ]
}

function flagLines({ before, after }: ChangeEntry): string[] {
  if (!before || !after) return []
  const names = {
    active: 'active',
    internal: 'internal',
    senderAllowed: 'sender_allowed',
    sogoVisible: 'sogo_visible',
  } as const
  const told = (Object.keys(names) as (keyof typeof names)[]).flatMap((flag) =>
    before.flags[flag] === after.flags[flag]
      ? []
      : [`${names[flag]} ${Number(before.flags[flag])} → ${Number(after.flags[flag])}`],
  )
  return told.length > 0 ? [`    ${told.join(', ')}`] : []
}

/** Why a change was made, in a few words. */
export function causeText({ kind, command, by, approval, ears = [], scopes = [] }: Cause): string {
  switch (kind) {
    case 'command':
      return `cowherd ${command ?? ''} by ${by ?? 'unknown'}`
    case 'event':
      return `${ears.join(', ')} about ${scopes.slice(0, 3).join(', ')}${scopes.length > 3 ? ', …' : ''}`
    default:
      return approval === undefined ? kind : `${kind}, ${approval} approved by ${by ?? 'unknown'}`
  }
}

/** What verifying found, as text for people. Ends with a line feed. */
export function renderVerification({ findings, ...about }: Verification, paint: Paint): string {
  const lines = findings.map(({ code, file, line, message }) => {
    const where = line === undefined ? file : `${file}:${line}`
    return code === 'unfinished'
      ? paint('yellow', `! ${where}: ${message}`)
      : paint('red', `✗ ${where}: ${message}`)
  })
  const bad = findings.filter(({ code }) => code !== 'unfinished').length
  const erased = about.erased > 0 ? `, ${count(about.erased, 'text')} erased` : ''
  return [
    ...lines,
    `${count(about.records, 'record')} in ${count(about.files, 'file')}${erased}: ${bad === 0 ? 'whole and unchanged.' : `${count(bad, 'finding')}.`}`,
    ...about.heads.map(({ chain, seq, hash }) => paint('dim', `${chain} reaches ${seq}: ${hash}`)),
    '',
  ].join('\n')
}
