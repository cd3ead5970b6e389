import * as v from 'valibot'
import type { Change } from '../difference/change.ts'
import type { Plan } from '../plan.ts'

const groupSchema = v.pipe(
  v.strictObject({
    id: v.pipe(
      v.string(),
      v.description('Authentik UUID with dashes; user-<id> for the personal aliases of a user'),
    ),
    name: v.pipe(v.nullable(v.string()), v.description('null where the group is gone')),
  }),
  v.description('the group an alias belongs to'),
)

const flagsSchema = v.strictObject({
  active: v.boolean(),
  internal: v.boolean(),
  sender_allowed: v.boolean(),
  sogo_visible: v.boolean(),
})

const changeSchema = v.strictObject({
  action: v.picklist([
    'create',
    'update',
    'rename',
    'adopt',
    'deactivate',
    'reactivate',
    'release',
    'delete',
  ]),
  id: v.pipe(v.nullable(v.number()), v.description('Mailcow alias id; null for a creation')),
  address: v.pipe(v.string(), v.description('address afterwards')),
  previousAddress: v.exactOptional(v.string()),
  group: groupSchema,
  rule: v.pipe(
    v.nullable(v.string()),
    v.description(
      'what gave the alias its address: an attribute, a rule by its name, or the name of the group',
    ),
  ),
  add: v.pipe(v.array(v.string()), v.description("who gets the group's mail from now on")),
  remove: v.pipe(v.array(v.string()), v.description("who does not get the group's mail any more")),
  members: v.pipe(v.array(v.string()), v.description('the whole list afterwards')),
  flags: flagsSchema,
  reason: v.string(),
})

/** The shape of `plan --json`. */
export const planDocumentSchema = v.pipe(
  v.strictObject({
    checksum: v.pipe(v.string(), v.description('digest of the whole plan')),
    owner: v.string(),
    policy: v.picklist(['sync', 'upsert-only', 'create-only']),
    changes: v.array(changeSchema),
    unchanged: v.pipe(v.number(), v.description('owned aliases that are as they should be')),
    conflicts: v.array(
      v.strictObject({
        code: v.string(),
        address: v.nullable(v.string()),
        group: groupSchema,
        reason: v.string(),
        fix: v.string(),
      }),
    ),
    held: v.array(
      v.strictObject({
        address: v.string(),
        reason: v.string(),
        approve: v.pipe(v.string(), v.description('what to give to sync --approve')),
        change: changeSchema,
      }),
    ),
    warnings: v.array(
      v.strictObject({
        code: v.string(),
        message: v.string(),
        address: v.exactOptional(v.string()),
        group: v.exactOptional(groupSchema),
        user: v.exactOptional(v.string()),
      }),
    ),
    skipped: v.array(
      v.strictObject({ group: groupSchema, address: v.exactOptional(v.string()), reason: v.string() }),
    ),
  }),
  v.title('Cowherd plan'),
)

/** A plan as programs read it. */
export type PlanDocument = v.InferOutput<typeof planDocumentSchema>
type ChangeDocument = PlanDocument['changes'][number]

/** The plan as one document of plain data. */
export function planDocument(plan: Plan): PlanDocument {
  return {
    checksum: plan.checksum,
    owner: plan.owner,
    policy: plan.policy,
    changes: plan.changes.map(changeDocument),
    unchanged: plan.unchanged,
    conflicts: [...plan.conflicts],
    held: plan.held.map(({ change, reasons }) => ({
      address: change.before?.address ?? change.address,
      reason: reasons.map(({ message }) => message).join('; '),
      approve: plan.approval ?? '',
      change: changeDocument(change),
    })),
    warnings: [...plan.warnings],
    skipped: [...plan.skipped],
  }
}

/** One change as programs read it. */
export function changeDocument(change: Change): ChangeDocument {
  const { before, after } = change
  const flags = (after ?? before)?.flags
  const renamed = before && after && before.address !== after.address
  return {
    action: change.action,
    id: change.id ?? null,
    address: change.address,
    ...(renamed ? { previousAddress: before.address } : {}),
    group: change.group,
    rule: change.rule ?? null,
    add: [...change.add],
    remove: [...change.remove],
    members: [...(after?.members ?? [])],
    flags: {
      active: after?.flags.active ?? false,
      internal: flags?.internal ?? false,
      sender_allowed: flags?.senderAllowed ?? false,
      sogo_visible: flags?.sogoVisible ?? false,
    },
    reason: change.reason,
  }
}
