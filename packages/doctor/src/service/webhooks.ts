import type { Verdict } from '../check/check.ts'
import { ok, problem, skipped, warning } from '../check/verdict.ts'
import type { ServiceSigns } from './signs.ts'

/** Authentik may take a minute for a burst; whoever is silent so long sends nothing, in milliseconds. */
const silentMs = 600_000
const doubtfulMs = 120_000

/** Whether webhooks have a secret. */
export function judgeSecret(secrets: readonly string[] | undefined): Verdict {
  if (secrets === undefined || secrets.length === 0) {
    return problem(
      'COWHERD_WEBHOOK_SECRET is not set: webhooks without a secret are not accepted.',
      'Let "cowherd setup authentik" make one, or set it to the output of: openssl rand -hex 32',
    )
  }
  return secrets.length === 1
    ? ok('It is set.')
    : ok(`${secrets.length} are accepted: one of them is being replaced.`)
}

/** Whether webhooks come for the changes that the event log tells of: silence alone means nothing. */
export function judgeWebhooks(signs: ServiceSigns | undefined, nowMs: number, eventLog: boolean): Verdict {
  if (!signs) return skipped('No service of this installation runs here.')
  const { unheardSince, webhookAt } = signs
  if (unheardSince !== null && nowMs - unheardSince >= doubtfulMs) {
    const reason = `Authentik's event log has told of changes for ${minutesSince(unheardSince, nowMs)} min, and no webhook came.`
    const fix =
      'Send a test: cowherd doctor --admin-token-file FILE. It tells whether Authentik reaches Cowherd; then look at Authentik’s worker.'
    return nowMs - unheardSince >= silentMs ? problem(reason, fix) : warning(reason, fix)
  }
  if (webhookAt === null) {
    return eventLog
      ? skipped('None has come yet, and no change was made since that should have sent one.')
      : skipped('None has come yet; without the event log (COWHERD_EVENT_LOG) silence tells nothing.')
  }
  return ok(`The last one came ${minutesSince(webhookAt, nowMs)} min ago, and none is missing.`)
}

function minutesSince(at: number, nowMs: number): number {
  return Math.max(0, Math.round((nowMs - at) / 60_000))
}
