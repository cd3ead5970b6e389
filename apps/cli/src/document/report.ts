import { planDocument, planDocumentSchema } from '@cowherd/plan'
import type { Report } from '@cowherd/reconcile'
import * as v from 'valibot'

/** The shape of `sync --json`. */
export const reportDocumentSchema = v.pipe(
  v.strictObject({
    plan: planDocumentSchema,
    results: v.array(
      v.strictObject({
        id: v.nullable(v.number()),
        address: v.string(),
        action: v.string(),
        outcome: v.picklist(['applied', 'failed', 'not-attempted']),
        reason: v.nullable(v.string()),
      }),
    ),
    paused: v.nullable(v.strictObject({ since: v.string(), reason: v.string() })),
    approval: v.pipe(
      v.picklist(['none', 'taken', 'nothing-held', 'other-digest', 'expired']),
      v.description('what became of --approve'),
    ),
    savedFirst: v.pipe(
      v.nullable(v.string()),
      v.description('file with the aliases as they were before the first write'),
    ),
  }),
  v.title('Cowherd report'),
)

/** What a run did, as programs read it. */
export function reportDocument(report: Report): v.InferOutput<typeof reportDocumentSchema> {
  return {
    plan: planDocument(report.plan),
    results: report.results.map(({ change, outcome, id, reason }) => ({
      id: id ?? null,
      address: change.address,
      action: change.action,
      outcome,
      reason: reason ?? null,
    })),
    paused: report.paused ?? null,
    approval: report.approval,
    savedFirst: report.savedFirst ?? null,
  }
}
