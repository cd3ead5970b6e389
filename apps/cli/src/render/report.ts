import type { Report } from '@cowherd/reconcile'
import { count, type Paint } from './style.ts'

/** What a run did, as text for people, below its plan. */
export function renderReport(report: Report, paint: Paint): string {
  const lines: string[] = []
  if (report.savedFirst) {
    lines.push(
      `All aliases as they were before the first write: ${report.savedFirst} (see cowherd import --help)`,
    )
  }
  if (report.paused) {
    const { since, reason } = report.paused
    lines.push(
      paint('yellow', `Paused since ${since} (${reason}): nothing was written. Go on with: cowherd resume`),
    )
  }
  const problem = approvalProblem(report)
  if (problem) lines.push(paint('yellow', problem))
  for (const { change, outcome, reason } of report.results) {
    if (outcome === 'applied') continue
    lines.push(paint('red', `✗ ${change.action} ${change.address} (${outcome}): ${reason}`))
  }
  const applied = report.results.filter(({ outcome }) => outcome === 'applied').length
  if (!report.paused) {
    const failures = report.results.length - applied
    const failed = failures > 0 ? paint('red', `, ${failures} not made`) : ''
    lines.push(`${count(applied, 'change')} made and read back${failed}.`)
  }
  return `${lines.join('\n')}\n`
}

function approvalProblem({ approval, plan }: Report): string | undefined {
  const current = plan.approval
    ? ` What is held now is approved with: cowherd sync --approve ${plan.approval}`
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
