import type { AliasHistory, PastAlias, Presence } from '@cowherd/audit'
import * as v from 'valibot'
import { changeEntryDocument, changeEntrySchema } from '../audit/document.ts'

const timeSchema = v.nullable(v.string())

/** The shape of `history --json`. */
export const historyDocumentSchema = v.pipe(
  v.strictObject({
    address: v.string(),
    changes: v.array(changeEntrySchema),
    presences: v.pipe(
      v.array(
        v.strictObject({
          member: v.string(),
          from: v.pipe(timeSchema, v.description('null: before the log begins')),
          until: v.pipe(timeSchema, v.description('null: still, as far as the log knows')),
          came: v.pipe(v.nullable(v.string()), v.description('why; null where nobody wrote it down')),
          left: v.nullable(v.string()),
        }),
      ),
      v.description('who got its mail when'),
    ),
    at: v.pipe(
      v.nullable(
        v.strictObject({
          time: v.string(),
          members: v.nullable(v.array(v.string())),
          active: v.nullable(v.boolean()),
        }),
      ),
      v.description('with --at; members are null where the log knows of no alias then'),
    ),
    gaps: v.pipe(v.array(v.string()), v.description('when records were lost')),
  }),
  v.title('Cowherd history'),
)

/** An alias's history as programs read it. */
export function historyDocument(
  { address, changes, gaps }: AliasHistory,
  presences: readonly Presence[],
  at: { readonly time: Date; readonly past: PastAlias | undefined } | undefined,
): v.InferOutput<typeof historyDocumentSchema> {
  const content = at?.past?.content
  return {
    address,
    changes: changes.map(changeEntryDocument),
    presences: presences.map((presence) => ({ ...presence })),
    at: at
      ? {
          time: at.time.toISOString(),
          members: content ? [...content.members] : null,
          active: content?.flags.active ?? null,
        }
      : null,
    gaps: [...gaps],
  }
}
