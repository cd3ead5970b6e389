import type { Change, Plan } from '@cowherd/plan'
import { changeLines } from '../../render/change.ts'
import { count, type Paint } from '../../render/style.ts'
import type { PlayedSync } from '../stage/stage.ts'
import { countActions } from '../summary.ts'
import { wrap } from './wrap.ts'

/** So many changes of one sync are shown. */
const changesShown = 4

/** One change in one line: what is done to which alias for which group, and who comes and goes. */
export function changeLine(change: Change, paint: Paint): string {
  const [head = ''] = changeLines(change, paint, false)
  const comeAndGo =
    change.action === 'create'
      ? [paint('green', count(change.add.length, 'member'))]
      : [
          ...(change.add.length > 0 ? [paint('green', `+${change.add.length}`)] : []),
          ...(change.remove.length > 0 ? [paint('red', `-${change.remove.length}`)] : []),
        ]
  return [head, ...comeAndGo].join('  ')
}

/** What a sync did, in one line of numbers. */
export function syncLine({ label, report, writeRequests }: PlayedSync, paint: Paint): string {
  const { plan, results } = report
  const failed = results.filter(({ outcome }) => outcome !== 'applied').length
  const told = [
    actionsTold(plan.changes),
    ...(plan.held.length > 0 ? [`${plan.held.length} held`] : []),
    ...(failed > 0 ? [paint('red', `${failed} failed`)] : []),
    count(writeRequests, 'write request'),
  ]
  return `  ${paint('bold', label)}: ${told.join(', ')}`
}

/** What a sync did, told shortly: its numbers, its first changes, what waits and what is held. */
export function syncLines(sync: PlayedSync, paint: Paint): string[] {
  const { plan } = sync.report
  const rest = plan.changes.length - changesShown
  return [
    syncLine(sync, paint),
    ...plan.changes.slice(0, changesShown).map((change) => changeLine(change, paint)),
    ...(rest > 0 ? [paint('dim', `  … and ${rest} more`)] : []),
    ...waitingLines(plan),
    ...heldLines(plan, paint),
  ]
}

/** `34 to create, 1 to adopt`, or that there is nothing. */
export function actionsTold(changes: readonly Change[]): string {
  const actions = Object.entries(countActions(changes)).map(([action, number]) => `${number} to ${action}`)
  return actions.length > 0 ? actions.join(', ') : 'nothing to change'
}

/** Aliases of ours that are left as they are for now, counted by reason. */
function waitingLines({ skipped }: Plan): string[] {
  const byReason = new Map<string, string[]>()
  for (const { address, reason } of skipped) {
    if (address !== undefined) byReason.set(reason, [...(byReason.get(reason) ?? []), address])
  }
  return [...byReason].map(([reason, [first = '', ...others]]) =>
    wrap(`· ${first}${others.length > 0 ? ` and ${others.length} more` : ''}: ${reason}`, '  ', '    '),
  )
}

function heldLines({ held, approval }: Plan, paint: Paint): string[] {
  const reasons = new Set(held.flatMap((one) => one.reasons.map(({ message }) => message)))
  return [
    ...[...reasons].map((reason) => paint('red', wrap(`held: ${reason}`, '  ', '    '))),
    ...(approval === undefined
      ? []
      : [paint('bold', `  If it were meant: cowherd sync --approve ${approval}`)]),
  ]
}
