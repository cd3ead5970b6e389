import * as v from 'valibot'
import type { GroupListing } from '../explanation/listing.ts'
import { leftOutDocument, leftOutSchema, memberDocument, memberSchema } from './member.ts'
import { groupSchema } from './part.ts'

/** The shape of `groups --json`. */
export const groupsDocumentSchema = v.pipe(
  v.strictObject({
    groups: v.array(
      v.strictObject({
        group: groupSchema,
        address: v.pipe(v.nullable(v.string()), v.description('null where the group gets none')),
        rule: v.pipe(v.nullable(v.string()), v.description('what gave it that address')),
        skipped: v.pipe(v.nullable(v.string()), v.description('why the group has no alias')),
        conflict: v.pipe(v.nullable(v.string()), v.description('why it cannot have its address')),
        members: v.pipe(v.array(memberSchema), v.description('two users may share an address')),
        leftOut: v.array(leftOutSchema),
      }),
    ),
  }),
  v.title('Cowherd groups'),
)

/** Groups and whom their aliases reach, as programs read it. */
export function groupsDocument(
  listings: readonly GroupListing[],
): v.InferOutput<typeof groupsDocumentSchema> {
  return {
    groups: listings.map(({ group, address, rule, skipped, conflict, members, leftOut }) => ({
      group,
      address: address ?? null,
      rule: rule ?? null,
      skipped: skipped ?? null,
      conflict: conflict ?? null,
      members: members.map(memberDocument),
      leftOut: leftOut.map(leftOutDocument),
    })),
  }
}
