import type { Verdict } from '../check/check.ts'
import { ok, problem, skipped, warning, withAdministrator } from '../check/verdict.ts'
import type { Canary } from './canary.ts'

/** Authentik sends the webhook of a single change within two seconds; so long is still bearable, in milliseconds. */
const slowMs = 15_000

/**
 * What a canary shows.
 *
 * @param eventLog whether the service reads the event log
 */
export function judgeCanary(canary: Canary | undefined, eventLog: boolean): Verdict {
  if (!canary) {
    return skipped('It takes the right to change Cowherd’s own group in Authentik.', withAdministrator)
  }
  if (canary.kind === 'impossible') return judgeImpossible(canary.why)
  const { webhookMs, eventLogMs } = canary
  const heard = [
    ...(webhookMs === null ? [] : [`by webhook after ${seconds(webhookMs)}`]),
    ...(eventLogMs === null ? [] : [`in the event log after ${seconds(eventLogMs)}`]),
  ]
  const reason = heard.length > 0 ? `Heard ${heard.join(', ')}` : 'Heard by neither webhook nor event log'
  if (webhookMs === null) {
    return problem(
      `${reason}${heard.length > 0 ? ', and by no webhook' : ''}.`,
      'See the test of the webhook above. If that arrives, the rule, its policies or its group are not right (cowherd setup authentik --dry-run), or Authentik’s worker stands still: restart it.',
    )
  }
  if (eventLog && eventLogMs === null) {
    return problem(
      `${reason}, and not in the event log.`,
      'Give the token’s user the global permission view_event (cowherd setup authentik), and look at the service’s log.',
    )
  }
  if (webhookMs > slowMs) {
    return warning(
      `${reason}.`,
      'Authentik’s worker is busy: look at its tasks, or give it more threads. The event log carries on meanwhile.',
    )
  }
  return ok(`${reason}.`)
}

function judgeImpossible(why: (Canary & { kind: 'impossible' })['why']): Verdict {
  switch (why) {
    case 'no-right':
      return skipped('The token may not change Cowherd’s own group.', withAdministrator)
    case 'no-group':
      return problem(
        'Cowherd’s own group is not there, to which Authentik sends its notifications.',
        'Make it with: cowherd setup authentik',
      )
    case 'no-service':
      return skipped(
        'No service of this installation runs here that could hear of it.',
        'Start it with: cowherd serve',
      )
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
