import type { Action, Plan } from '@cowherd/plan'
import { compareNames } from '../explanation/compare.ts'
import { changeLines } from './change.ts'
import { count, type Paint } from './style.ts'
import { subjectText } from './subject.ts'

/** How a plan is shown. */
export interface PlanView {
  /** Every member, warning and group that is left out. */
  readonly full: boolean
  /** The command line that `--approve` is added to; `cowherd sync` when left out. */
  readonly command?: string
}

/** A plan as text for people. Ends with a line feed. */
export function renderPlan(plan: Plan, paint: Paint, options: PlanView): string {
  const sections = [
    section(
      'Changes',
      plan.changes.flatMap((change) => changeLines(change, paint, options.full)),
    ),
    heldSection(plan, paint, options),
    section(
      count(plan.conflicts.length, 'conflict'),
      sortedBy(plan.conflicts, ({ address, group }) => address ?? group.name ?? '').flatMap(
        ({ address, group, reason, fix }) => [
          `  ${paint('yellow', '!')} ${address ?? '(no address)'}  ${subjectText(group)}: ${reason}`,
          `      ${paint('dim', `fix: ${fix}`)}`,
        ],
      ),
    ),
    section(count(plan.warnings.length, 'warning'), warningLines(plan, paint, options.full)),
    section(
      `${plan.skipped.length} left as they are`,
      options.full || plan.skipped.length <= skippedShown
        ? sortedBy(plan.skipped, ({ address, group }) => address ?? group.name ?? '').map(
            ({ group, address, reason }) =>
              `  ${paint('dim', `· ${address ?? `"${group.name}"`}: ${reason}`)}`,
          )
        : skippedSummary(plan, paint),
    ),
  ]
  return `${sections.filter((text) => text !== '').join('\n')}${sections.some((text) => text !== '') ? '\n' : ''}${summary(plan)}\n`
}

const skippedShown = 8
/** One thing that many lists have in common is told twice, then counted. */
const likeWarningsShown = 2

function warningLines({ warnings }: Plan, paint: Paint, full: boolean): string[] {
  const byCode = Map.groupBy(warnings, ({ code }) => code)
  return [...byCode].flatMap(([code, like]) => {
    const shown = full || like.length === likeWarningsShown + 1 ? like : like.slice(0, likeWarningsShown)
    const rest = like.length - shown.length
    return [
      ...shown.map(({ message }) => `  ${paint('yellow', '!')} ${message}`),
      ...(rest > 0
        ? [`  ${paint('yellow', '!')} … and ${rest} more of this kind, ${code} (--full shows all)`]
        : []),
    ]
  })
}

function sortedBy<Item>(items: readonly Item[], key: (item: Item) => string): Item[] {
  return [...items].sort((a, b) => compareNames(key(a), key(b)))
}

function skippedSummary({ skipped }: Plan, paint: Paint): string[] {
  const byReason = new Map<string, number>()
  for (const { reason } of skipped) byReason.set(reason, (byReason.get(reason) ?? 0) + 1)
  return [
    ...[...byReason].map(([reason, number]) => `  ${paint('dim', `· ${number} × ${reason}`)}`),
    `  ${paint('dim', '(--full names them)')}`,
  ]
}

function heldSection(plan: Plan, paint: Paint, { full, command = 'cowherd sync' }: PlanView): string {
  const messages = plan.held.flatMap(({ reasons }) => reasons.map(({ message }) => message))
  const shared = [...Map.groupBy(messages, (message) => message)].filter(([, { length }]) => length > 1)
  const isShared = new Set(shared.map(([message]) => message))
  const heldLine = (message: string) => paint('red', `held: ${message}`)
  const lines = [
    ...shared.map(([message, { length }]) => `  ${heldLine(`${message} (${count(length, 'change')})`)}`),
    ...plan.held.flatMap(({ change, reasons }) => [
      ...changeLines(change, paint, full),
      ...reasons.flatMap(({ message }) => (isShared.has(message) ? [] : [`      ${heldLine(message)}`])),
    ]),
  ]
  if (plan.approval) {
    lines.push('', `  ${paint('bold', `To let them through: ${command} --approve ${plan.approval}`)}`)
  }
  return section(`${count(plan.held.length, 'change')} held until you approve`, lines)
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${title}:\n${lines.join('\n')}\n`
}

const actions: readonly Action[] = [
  'create',
  'update',
  'rename',
  'adopt',
  'reactivate',
  'deactivate',
  'release',
  'delete',
]

function summary(plan: Plan): string {
  const parts = actions.flatMap((action) => {
    const number = plan.changes.filter((change) => change.action === action).length
    return number > 0 ? [`${number} to ${action}`] : []
  })
  const held = plan.held.length > 0 ? `, ${plan.held.length} held` : ''
  const todo = parts.length > 0 ? parts.join(', ') : 'nothing to change'
  return `Plan ${plan.checksum} (owner ${plan.owner}, policy ${plan.policy}): ${todo}${held}; ${count(plan.unchanged, 'alias is', 'aliases are')} as they should be.`.replace(
    'alias is as they',
    'alias is as it',
  )
}
