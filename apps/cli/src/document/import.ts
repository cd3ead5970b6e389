import type { Alias } from '@cowherd/plan'
import type { SavedAliases } from '@cowherd/state'
import * as v from 'valibot'
import { type handDocument, handEntries } from './hand.ts'

/** The shape of `import --json`. */
export const importDocumentSchema = v.pipe(
  v.strictObject({
    ...handEntries,
    savedAt: v.string(),
    target: v.pipe(v.string(), v.description('the Mailcow server that the file is of')),
    added: v.pipe(
      v.array(v.strictObject({ id: v.number(), address: v.string() })),
      v.description('aliases that came since; they are left alone'),
    ),
  }),
  v.title('Cowherd import'),
)

/** What tells a file of aliases from the target, and what was restored, as programs read it. */
export function importDocument(
  hand: ReturnType<typeof handDocument>,
  { savedAt, target }: SavedAliases,
  added: readonly Alias[],
): v.InferOutput<typeof importDocumentSchema> {
  return { ...hand, savedAt, target, added: added.map(({ id, address }) => ({ id, address })) }
}
