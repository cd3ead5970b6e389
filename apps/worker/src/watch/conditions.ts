import type { Condition } from '@cowherd/notices'
import type { Plan } from '@cowherd/plan'
import { UpstreamError } from '@cowherd/upstream'
import type { Standing } from './standing.ts'

/** A run is repeated by itself: only what lasts so long, in milliseconds, and failed so often is worth a notice. */
const failingMs = 600_000
const failuresMin = 3
/** A refused key does not mend itself. */
const refusalsMin = 2
/** The event log is read every few seconds, in milliseconds. */
const silentMs = 900_000

/** What a plan over everything leaves for people. */
export function planConditions({ held, approval, conflicts }: Plan): Condition[] {
  return [
    {
      kind: 'held',
      causes:
        approval === undefined
          ? []
          : held.map(({ change, reasons }) => ({
              key: approval,
              text: `${change.action} ${change.address}: ${reasons.map(({ message }) => message).join('; ')}`,
            })),
      advice: `Look with: cowherd plan. Approve with: cowherd sync --approve ${approval}`,
    },
    {
      kind: 'conflicts',
      causes: conflicts.map(({ code, address, group, reason, fix }) => ({
        key: `${code} ${group.id} ${address}`,
        text: `group "${group.name}", ${address ?? 'no address'}: ${reason}; ${fix}`,
      })),
      advice: 'All of them: cowherd plan',
    },
  ]
}

/** Whether runs fail so that somebody has to do something; undefined where it is too early to say. */
export function failingCondition(
  { failures, failingSince }: Standing,
  error: Error | undefined,
  now: number,
): Condition | undefined {
  const advice = 'Find out what is wrong with: cowherd doctor'
  if (!error) return { kind: 'failing', causes: [], advice }
  const lasts = failures >= failuresMin && now - (failingSince ?? now) >= failingMs
  const refused = error instanceof UpstreamError && error.final && failures >= refusalsMin
  if (!lasts && !refused) return undefined
  const text =
    error instanceof UpstreamError
      ? error.message
      : "A fault of Cowherd's own, which its log tells; please report it."
  return { kind: 'failing', causes: [{ key: 'failing', text }], advice }
}

/** When the two ears last showed that they work, in milliseconds since 1970; 0 where they have not. */
export interface Hearing {
  readonly webhookAt: number
  readonly eventLogAt: number
}

/**
 * Whether neither ear is known to work. The event log alone proves that it does without anybody's changing something; so
 * nothing is said where it is not read on purpose.
 *
 * @param startedAt since when there is somebody to hear
 */
export function hearingCondition(
  { webhookAt, eventLogAt }: Hearing,
  startedAt: number,
  now: number,
): Condition {
  const isSilent = (at: number) => now - Math.max(at, startedAt) >= silentMs
  return {
    kind: 'ears-silent',
    causes:
      isSilent(webhookAt) && isSilent(eventLogAt)
        ? [
            {
              key: 'silent',
              text: 'The event log cannot be read and no webhook came for a quarter of an hour: changes wait for the next sweep.',
            },
          ]
        : [],
    advice: 'Find out what is wrong with: cowherd doctor',
  }
}
