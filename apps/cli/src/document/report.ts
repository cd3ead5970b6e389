import { planDocument, planDocumentSchema } from '@cowherd/plan'
import type { Report } from '@cowherd/reconcile'
import * as v from 'valibot'
import { pauseDocument, pauseSchema, resultDocument, resultSchema, savedFirstSchema } from './part.ts'

/** The shape of `sync --json` and `adopt --json`. */
export const reportDocumentSchema = v.pipe(
  v.strictObject({
    plan: planDocumentSchema,
    results: v.array(resultSchema),
    paused: pauseSchema,
    approval: v.pipe(
      v.picklist(['none', 'taken', 'nothing-held', 'other-digest', 'expired']),
      v.description('what became of --approve'),
    ),
    savedFirst: savedFirstSchema,
  }),
  v.title('Cowherd report'),
)

/** What a run did, as programs read it. */
export function reportDocument(report: Report): v.InferOutput<typeof reportDocumentSchema> {
  return {
    plan: planDocument(report.plan),
    results: report.results.map(resultDocument),
    paused: pauseDocument(report.paused),
    approval: report.approval,
    savedFirst: report.savedFirst ?? null,
  }
}
