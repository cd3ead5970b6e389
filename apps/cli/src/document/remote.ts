import * as v from 'valibot'

const count = v.number()

/** The shape of `sweep --json` and `sync --remote --json`: what the run of a service leaves, which names no addresses. */
export const remoteReportSchema = v.pipe(
  v.object({
    kind: v.string(),
    nightly: v.optional(v.boolean(), false),
    checksum: v.string(),
    made: v.pipe(v.record(v.string(), count), v.description('changes made, by action')),
    applied: count,
    failed: count,
    superseded: count,
    held: count,
    approval: v.pipe(v.nullable(v.string()), v.description('what to give to sync --approve')),
    conflicts: count,
    warnings: count,
    unchanged: count,
    paused: v.boolean(),
    milliseconds: count,
  }),
  v.title('Cowherd run'),
)

/** The result of a service's run. */
export type RemoteReport = v.InferOutput<typeof remoteReportSchema>
