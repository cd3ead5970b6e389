import { planDocumentSchema } from '@cowherd/plan'
import type { ChangeResult, Pause } from '@cowherd/reconcile'
import * as v from 'valibot'

/** One change of an alias, as in a plan. */
export const changeSchema = planDocumentSchema.entries.changes.item

/** A group by id and name. */
export const groupSchema = v.strictObject({
  id: v.pipe(v.string(), v.description('Authentik UUID with dashes')),
  name: v.pipe(v.nullable(v.string()), v.description('null where the group is gone')),
})

/** What became of one change. */
export const resultSchema = v.strictObject({
  id: v.nullable(v.number()),
  address: v.string(),
  action: v.string(),
  outcome: v.picklist(['applied', 'failed', 'not-attempted', 'superseded']),
  reason: v.nullable(v.string()),
})

/** One result as programs read it. */
export function resultDocument({
  change,
  outcome,
  id,
  reason,
}: ChangeResult): v.InferOutput<typeof resultSchema> {
  return { id: id ?? null, address: change.address, action: change.action, outcome, reason: reason ?? null }
}

/** A stop of all writes. */
export const pauseSchema = v.pipe(
  v.nullable(v.strictObject({ since: v.string(), reason: v.string() })),
  v.description('set while a person has stopped all writes'),
)

/** A pause as programs read it. */
export function pauseDocument(pause: Pause | undefined): v.InferOutput<typeof pauseSchema> {
  return pause ?? null
}

/** Where the aliases were saved. */
export const savedFirstSchema = v.pipe(
  v.nullable(v.string()),
  v.description('file with the aliases as they were before the first write'),
)

/** Names of groups on the way to a member. */
export const pathSchema = v.pipe(
  v.array(v.string()),
  v.description("names of groups, from the list's own down to the one that has the user as a direct member"),
)
