import * as v from 'valibot'
import type { LeftOut, ListMember } from '../explanation/member.ts'
import { pathSchema } from './part.ts'

/** What adds an address to a list. */
export const addedBySchema = v.pipe(
  v.nullable(v.string()),
  v.description('the rule or the attribute that adds the address, where nobody of the group brings it'),
)

/** Somebody whom a list reaches. */
export const memberSchema = v.strictObject({
  address: v.string(),
  username: v.pipe(v.string(), v.description('empty for an address that is added to the list')),
  name: v.pipe(v.string(), v.description('display name')),
  path: pathSchema,
  addedBy: addedBySchema,
})

/** Somebody of a list's group whom the list does not reach. */
export const leftOutSchema = v.strictObject({
  username: v.pipe(v.string(), v.description('empty for an address that is added to the list')),
  name: v.string(),
  email: v.pipe(v.string(), v.description('as stored in Authentik')),
  path: pathSchema,
  addedBy: addedBySchema,
  code: v.picklist([
    'inactive',
    'service-account',
    'left-out',
    'no-address',
    'invalid-address',
    'own-address',
    'other-domain',
    'external',
    'no-mailbox',
    'mailbox-inactive',
  ]),
  reason: v.string(),
})

/** A member as programs read it. */
export function memberDocument(member: ListMember): v.InferOutput<typeof memberSchema> {
  return { ...member, path: [...member.path], addedBy: member.addedBy ?? null }
}

/** Somebody left out, as programs read it. */
export function leftOutDocument(one: LeftOut): v.InferOutput<typeof leftOutSchema> {
  return { ...one, path: [...one.path], addedBy: one.addedBy ?? null }
}
