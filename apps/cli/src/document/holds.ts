import type { HeldStill } from '@cowherd/plan'
import * as v from 'valibot'

/** The shape of `hold --json` without addresses. */
export const holdsDocumentSchema = v.pipe(
  v.strictObject({
    holds: v.array(
      v.strictObject({
        id: v.number(),
        address: v.string(),
        since: v.pipe(v.string(), v.description('YYYY-MM-DDTHH:MMZ')),
        by: v.pipe(v.nullable(v.string()), v.description('null where it is not remembered')),
        reason: v.nullable(v.string()),
        leavers: v.pipe(
          v.array(v.string()),
          v.description('get its mail although its group does not have them'),
        ),
        waiting: v.pipe(
          v.array(v.string()),
          v.description('do not get its mail although its group has them'),
        ),
      }),
    ),
  }),
  v.title('Cowherd holds'),
)

/** The aliases on hold as programs read them. */
export function holdsDocument(holds: readonly HeldStill[]): v.InferOutput<typeof holdsDocumentSchema> {
  return {
    holds: holds.map(({ slot, since, hold, leavers, waiting }) => ({
      ...{ id: slot.alias.id, address: slot.alias.address, since },
      ...{ by: hold?.by ?? null, reason: hold?.reason ?? null },
      ...{ leavers: [...leavers], waiting: [...waiting] },
    })),
  }
}
