import { type Canary, type Check, checkTitles } from '@cowherd/doctor'
import * as v from 'valibot'

const ids = Object.keys(checkTitles) as (keyof typeof checkTitles)[]
const milliseconds = v.pipe(
  v.nullable(v.number()),
  v.description('milliseconds; null where it was not heard'),
)

/** The shape of `doctor --json`. */
export const doctorDocumentSchema = v.pipe(
  v.strictObject({
    state: v.pipe(v.picklist(['ok', 'warning', 'problem']), v.description('the worst of the checks')),
    checks: v.array(
      v.strictObject({
        id: v.picklist(ids),
        title: v.string(),
        state: v.picklist(['ok', 'warning', 'problem', 'skipped']),
        reason: v.pipe(v.string(), v.description('what was found, for people')),
        fix: v.pipe(v.nullable(v.string()), v.description('what to do, for people; null where nothing is')),
      }),
    ),
    canary: v.pipe(
      v.nullable(v.strictObject({ webhookMs: milliseconds, eventLogMs: milliseconds })),
      v.description('how long it took until the canary change was heard; null where none was made'),
    ),
  }),
  v.title('Cowherd doctor'),
)

/** What the doctor found, as programs read it. */
export type DoctorDocument = v.InferOutput<typeof doctorDocumentSchema>

/** The document of some checks and of the canary, where one was made. */
export function doctorDocument(checks: readonly Check[], canary: Canary | undefined): DoctorDocument {
  const has = (state: Check['state']) => checks.some((check) => check.state === state)
  return {
    state: has('problem') ? 'problem' : has('warning') ? 'warning' : 'ok',
    checks: checks.map((check) => ({ ...check })),
    canary: canary?.kind === 'made' ? { webhookMs: canary.webhookMs, eventLogMs: canary.eventLogMs } : null,
  }
}
