import * as v from 'valibot'
import type { Failure } from '../program/failure.ts'

/** The shape of what every command prints with `--json` when it fails. */
export const errorDocumentSchema = v.pipe(
  v.strictObject({
    error: v.strictObject({
      code: v.pipe(v.string(), v.description('one of the codes of docs/messages.md')),
      message: v.pipe(v.string(), v.description('what is wrong and what to do, for people')),
    }),
  }),
  v.title('Cowherd error'),
)

/** A failure as programs read it. */
export function errorDocument({ code, message }: Failure): v.InferOutput<typeof errorDocumentSchema> {
  return { error: { code, message } }
}
