import type { Plan } from '@cowherd/plan'
import { count, type Paint } from '../../render/style.ts'
import { actionsTold, changeLine } from './sync.ts'
import { wrap } from './wrap.ts'

/** So many changes of the first plan are shown, the largest lists first. */
const changesShown = 6

/** The first plan, shortened: a few changes, every conflict, and a warning of each kind. */
export function firstPlanLines(plan: Plan, paint: Paint): string[] {
  const largest = [...plan.changes].sort(
    (a, b) => Number(b.action !== 'create') - Number(a.action !== 'create') || b.add.length - a.add.length,
  )
  const kinds = new Map(plan.warnings.toReversed().map((warning) => [warning.code, warning.message]))
  const rest = largest.length - changesShown
  return [
    `  ${paint('bold', 'plan')}: ${actionsTold(plan.changes)}`,
    ...largest.slice(0, changesShown).map((change) => changeLine(change, paint)),
    ...(rest > 0 ? [paint('dim', `  … and ${rest} more`)] : []),
    '',
    `  ${count(plan.conflicts.length, 'group')} cannot have the address of their name; the plan tells a fix for each:`,
    ...plan.conflicts.map(({ group, reason }) => item(paint, `"${group.name}": ${reason}`)),
    `  ${count(plan.warnings.length, 'warning')}, of ${count(kinds.size, 'kind')}:`,
    ...[...kinds.values()].reverse().map((message) => item(paint, message)),
    `  ${count(plan.skipped.length, 'group')} left out:`,
    ...plan.skipped.map(({ group, reason }) => paint('dim', `  · "${group.name}": ${reason}`)),
  ]
}

function item(paint: Paint, text: string): string {
  return `  ${paint('yellow', '!')}${wrap(text, ' ', '    ', 97)}`
}
