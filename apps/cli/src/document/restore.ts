import * as v from 'valibot'
import { type handDocument, handEntries } from './hand.ts'

/** The shape of `restore --json`. */
export const restoreDocumentSchema = v.pipe(
  v.strictObject({
    ...handEntries,
    losses: v.pipe(v.array(v.string()), v.description('what cannot be brought back')),
  }),
  v.title('Cowherd restore'),
)

/** What was put back, as programs read it. */
export function restoreDocument(
  hand: ReturnType<typeof handDocument>,
  losses: readonly string[],
): v.InferOutput<typeof restoreDocumentSchema> {
  return { ...hand, losses: [...losses] }
}
