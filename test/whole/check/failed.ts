import { UpstreamError } from '@cowherd/upstream'
import type { Judged } from './outcome.ts'

/** A run that ends in an error has written nothing and says what to do; one that does not tells the truth about each change. */
export function checkFailed({ report, error, writes, before, after }: Judged): string[] {
  if (!report) {
    const problems: string[] = []
    if (!(error instanceof UpstreamError))
      problems.push(`the run ended in ${error instanceof Error ? error.stack : String(error)}`)
    else if (!/Authentik|Mailcow/.test(error.message))
      problems.push(`the message names no server: ${error.message}`)
    if (writes.length > 0) problems.push('the run ended in an error after it wrote')
    if (JSON.stringify(before.aliases) !== JSON.stringify(after.aliases))
      problems.push('the run ended in an error and changed something')
    return problems
  }
  return report.results.flatMap(({ change, outcome, reason, id }) => {
    if (outcome !== 'applied')
      return reason ? [] : [`${change.action} of ${change.address} ${outcome} without a reason`]
    const row = after.aliases.find((alias) => alias.id === id)
    if (!change.after) return row ? [`${change.address} was reported deleted and is there`] : []
    const repeated = report.results.filter((other) => other.id === id).length > 1
    if (
      repeated ||
      (row && row.address === change.after.address && row.active === Number(change.after.flags.active))
    )
      return []
    return [`${change.action} of ${change.address} was reported done and is not`]
  })
}
