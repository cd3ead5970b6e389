import type { Report } from '@cowherd/reconcile'
import type { HandRun } from '../hand/make.ts'
import { isUndone } from '../program/exit-code.ts'
import { pausedText } from './pause.ts'
import { count, type Paint } from './style.ts'

/**
 * What a run did, as text for people, below its plan. Ends with a line feed.
 *
 * @param command the command line that `--approve` is added to
 */
export function renderReport(report: Report, paint: Paint, command = 'cowherd sync'): string {
  const problem = approvalProblem(report, command)
  return `${problem ? `${paint('yellow', problem)}\n` : ''}${renderOutcome(report, paint)}`
}

/** What became of changes, as text for people. Ends with a line feed. */
export function renderOutcome({ results, paused, savedFirst }: HandRun, paint: Paint): string {
  const lines: string[] = []
  if (savedFirst) {
    lines.push(`All aliases as they were before the first write: ${savedFirst} (see cowherd import --help)`)
  }
  const undone = results.filter(isUndone)
  for (const { change, outcome, reason } of undone) {
    const address = change.before?.address ?? change.address
    const told = outcome === 'failed' ? 'not made' : 'not tried'
    lines.push(paint('red', `✗ ${change.action} ${address} (${told}): ${reason}`))
  }
  if (paused) lines.push(paint('yellow', `${pausedText(paused)} Nothing was written.`))
  else {
    const applied = results.filter(({ outcome }) => outcome === 'applied').length
    const failed = undone.length > 0 ? paint('red', `, ${undone.length} not made`) : ''
    lines.push(
      results.length === 0
        ? 'Nothing was written.'
        : `${count(applied, 'change')} made and read back${failed}.`,
    )
  }
  return `${lines.join('\n')}\n`
}

function approvalProblem({ approval, plan }: Report, command: string): string | undefined {
  const current = plan.approval
    ? ` What is held now is approved with: ${command} --approve ${plan.approval}`
    : ''
  switch (approval) {
    case 'nothing-held':
      return 'Nothing is held, so there was nothing to approve.'
    case 'other-digest':
      return `The approval is for another set of changes than what is held now; look at it again.${current}`
    case 'expired':
      return `The approval is for what was shown more than a day ago; look at it again.${current}`
    default:
      return undefined
  }
}
