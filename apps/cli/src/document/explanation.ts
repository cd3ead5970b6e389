import { changeDocument } from '@cowherd/plan'
import type { Pause } from '@cowherd/reconcile'
import * as v from 'valibot'
import type { ListExplanation } from '../explanation/list.ts'
import type { Explanation } from '../explanation/subject.ts'
import type { Belonging, UserExplanation } from '../explanation/user.ts'
import { addedBySchema, leftOutDocument, leftOutSchema, memberDocument, memberSchema } from './member.ts'
import { changeSchema, groupSchema, pathSchema, pauseDocument, pauseSchema } from './part.ts'

const stateSchema = v.pipe(
  v.picklist(['in-step', 'planned', 'held', 'conflict', 'frozen', 'on-hold', 'skipped', 'orphan', 'foreign']),
  v.description('how it stands to what the group wants'),
)

const aliasSchema = v.strictObject({
  id: v.number(),
  address: v.string(),
  members: v.pipe(v.array(v.string()), v.description('as stored now')),
  active: v.boolean(),
  internal: v.boolean(),
  sender_allowed: v.boolean(),
  sogo_visible: v.boolean(),
  owners: v.pipe(v.array(v.string()), v.description('Cowherd installations named in its comment')),
  role: v.pipe(v.nullable(v.string()), v.description('adopted, former or null')),
  orphanSince: v.pipe(v.nullable(v.string()), v.description('YYYY-MM-DD')),
  modified: v.pipe(v.string(), v.description("last write, in Mailcow's own time zone; empty if not known")),
})

const listSchema = v.strictObject({
  group: v.nullable(groupSchema),
  address: v.pipe(v.nullable(v.string()), v.description('what the group asks for')),
  rule: v.nullable(v.string()),
  alias: v.pipe(v.nullable(aliasSchema), v.description('as it is now')),
  state: stateSchema,
  why: v.string(),
  fix: v.pipe(v.nullable(v.string()), v.description('what a person can do about a conflict')),
  members: v.pipe(v.array(memberSchema), v.description('whom it should reach')),
  leftOut: v.array(leftOutSchema),
  senders: v.pipe(
    v.nullable(
      v.strictObject({
        mailboxes: v.pipe(v.array(v.string()), v.description('they may send as the list')),
        others: v.pipe(
          v.array(v.string()),
          v.description(
            'other aliases, parts and addresses elsewhere: nobody may send as the list through them',
          ),
        ),
      }),
    ),
    v.description('who may send as the list; null where sender_allowed is off'),
  ),
  changes: v.pipe(v.array(changeSchema), v.description('what the next sync does')),
  held: v.array(changeSchema),
})

const belonging = {
  group: groupSchema,
  address: v.nullable(v.string()),
  path: pathSchema,
  addedBy: addedBySchema,
  state: stateSchema,
  delivered: v.pipe(v.boolean(), v.description('its mail reaches them now')),
}

const userSchema = v.strictObject({
  username: v.string(),
  name: v.string(),
  email: v.string(),
  active: v.boolean(),
  serviceAccount: v.boolean(),
  lists: v.array(v.strictObject(belonging)),
  leftOut: v.array(v.strictObject({ ...belonging, code: leftOutSchema.entries.code, reason: v.string() })),
  withoutAlias: v.array(v.strictObject({ group: groupSchema, reason: v.string() })),
  otherAliases: v.pipe(v.array(v.string()), v.description('aliases with their address that are not ours')),
})

/** The shape of `explain --json`. */
export const explanationDocumentSchema = v.pipe(
  v.strictObject({
    subject: v.string(),
    lists: v.array(listSchema),
    users: v.array(userSchema),
    paused: pauseSchema,
  }),
  v.title('Cowherd explanation'),
)

/** An explanation as programs read it. */
export function explanationDocument(
  subject: string,
  { lists, users }: Explanation,
  paused: Pause | undefined,
): v.InferOutput<typeof explanationDocumentSchema> {
  return {
    subject,
    lists: lists.map(listDocument),
    users: users.map(userDocument),
    paused: pauseDocument(paused),
  }
}

function listDocument(list: ListExplanation): v.InferOutput<typeof listSchema> {
  return {
    group: list.group ?? null,
    address: list.address ?? null,
    rule: list.rule ?? null,
    alias: aliasDocument(list),
    state: list.state,
    why: list.why,
    fix: list.conflict?.fix ?? null,
    members: list.members.map(memberDocument),
    leftOut: list.leftOut.map(leftOutDocument),
    senders: list.senders
      ? { mailboxes: [...list.senders.mailboxes], others: [...list.senders.others] }
      : null,
    changes: list.changes.map(changeDocument),
    held: list.held.map(({ change }) => changeDocument(change)),
  }
}

function aliasDocument({ alias, marker, owners }: ListExplanation): v.InferOutput<typeof aliasSchema> | null {
  if (!alias) return null
  return {
    id: alias.id,
    address: alias.address,
    members: [...alias.goto],
    active: alias.flags.active,
    internal: alias.flags.internal,
    sender_allowed: alias.flags.senderAllowed,
    sogo_visible: alias.flags.sogoVisible,
    owners: [...owners],
    role: marker?.role ?? null,
    orphanSince: marker?.orphan?.since ?? null,
    modified: alias.modified,
  }
}

function userDocument(explanation: UserExplanation): v.InferOutput<typeof userSchema> {
  const { username, name, email, active, serviceAccount } = explanation.user
  return {
    ...{ username, name, email, active, serviceAccount },
    lists: explanation.lists.map(belongingDocument),
    leftOut: explanation.leftOut.map((one) => ({
      ...belongingDocument(one),
      code: one.code,
      reason: one.reason,
    })),
    withoutAlias: [...explanation.withoutAlias],
    otherAliases: [...explanation.otherAliases],
  }
}

function belongingDocument({ group, address, path, addedBy, state, delivered }: Belonging) {
  return { group, address: address ?? null, path: [...path], addedBy: addedBy ?? null, state, delivered }
}
