import * as v from 'valibot'

const number = v.pipe(v.number(), v.integer(), v.minValue(0))

const actionsSchema = v.pipe(
  v.record(v.string(), number),
  v.description('how many changes of each action, such as {"create": 3}'),
)

const syncSchema = v.strictObject({
  label: v.pipe(v.string(), v.description('which of several it was')),
  checksum: v.pipe(v.string(), v.description('of the plan')),
  changes: actionsSchema,
  applied: number,
  failed: v.pipe(number, v.description('failed or not attempted')),
  held: number,
  writeRequests: v.pipe(
    number,
    v.description('requests, counted by the servers, that could change something'),
  ),
})

const liveSceneSchema = v.strictObject({
  id: v.string(),
  did: v.string(),
  became: v.string(),
  ok: v.boolean(),
  changes: v.pipe(number, v.description('made by people')),
  seconds: v.pipe(
    v.nullable(v.number()),
    v.description('from the last change until each alias was right; null where that did not come in time'),
  ),
  heard: v.pipe(
    v.array(
      v.strictObject({
        ear: v.picklist(['webhook', 'event-log', 'sweep']),
        seconds: v.pipe(v.number(), v.description('from the last change; below 0 for one before it')),
      }),
    ),
    v.description('the ears that heard of it until it was right, the first one first'),
  ),
  runs: v.pipe(number, v.description('until each alias was right')),
  events: v.pipe(number, v.description("entries in Authentik's event log, each with its webhook")),
  webhooksInTime: v.pipe(number, v.description('webhooks that had arrived when each alias was right')),
  webhookSeconds: v.pipe(
    v.nullable(v.number()),
    v.description('from the event to its webhook; null where that was not waited for'),
  ),
})

/** The shape of `demo --json`. */
export const demoDocumentSchema = v.pipe(
  v.strictObject({
    company: v.strictObject({
      users: v.pipe(number, v.description('accounts in Authentik, its own included')),
      inactive: number,
      serviceAccounts: number,
      groups: v.pipe(number, v.description("Authentik's own included")),
      groupLevels: v.pipe(
        number,
        v.description('groups in the longest chain of groups nested in each other'),
      ),
      mailboxes: number,
      handMadeAliases: number,
    }),
    firstSync: v.strictObject({
      ...syncSchema.entries,
      conflicts: v.array(v.pipe(v.string(), v.description('code'))),
      warnings: v.array(v.pipe(v.string(), v.description('code'))),
      skipped: number,
    }),
    secondSync: syncSchema,
    steps: v.pipe(
      v.array(
        v.strictObject({
          id: v.string(),
          did: v.string(),
          became: v.string(),
          ok: v.boolean(),
          syncs: v.array(syncSchema),
        }),
      ),
      v.description('what happened in the company, and each sync that followed'),
    ),
    holds: v.array(
      v.strictObject({
        step: v.string(),
        changes: number,
        approve: v.pipe(v.string(), v.description('what sync --approve would have taken')),
        reasons: v.array(v.string()),
      }),
    ),
    live: v.pipe(
      v.strictObject({
        startSeconds: v.pipe(v.number(), v.description('until the service listened and worked')),
        sweepChanges: v.pipe(
          v.nullable(number),
          v.description('made by the sweep at its start; null where that did not end in time'),
        ),
        scenes: v.array(liveSceneSchema),
      }),
      v.description('what came true by itself while Cowherd ran as a service'),
    ),
    foreignAliases: v.strictObject({
      watched: number,
      untouched: v.pipe(v.boolean(), v.description('the same byte for byte as people left them')),
    }),
    converged: v.pipe(
      v.boolean(),
      v.description('at the end, each group has its one alias with exactly its people'),
    ),
    checks: v.array(v.strictObject({ name: v.string(), ok: v.boolean(), details: v.array(v.string()) })),
    seconds: v.number(),
  }),
  v.title('Cowherd demo'),
)

/** What the demo found, as programs read it. */
export type DemoDocument = v.InferOutput<typeof demoDocumentSchema>
/** One sync of the demo. */
export type SyncDocument = v.InferOutput<typeof syncSchema>
