import * as v from 'valibot'
import type { Answer } from './answer.ts'
import { type Side, UpstreamError } from './error.ts'

/**
 * The answer's body as JSON of a known shape.
 *
 * @throws UpstreamError `bad-answer`, naming the places that do not fit, never their values
 */
export function parseAnswer<Schema extends v.GenericSchema>(
  side: Side,
  what: string,
  answer: Answer,
  schema: Schema,
): v.InferOutput<Schema> {
  const fail = (reason: string) =>
    new UpstreamError(side, 'bad-answer', `The answer to "${what}" ${reason} (status ${answer.status}).`, {
      status: answer.status,
    })
  if (answer.text.trim() === '') throw fail('is empty')
  let body: unknown
  try {
    body = JSON.parse(answer.text)
  } catch {
    throw fail('is not JSON')
  }
  const result = v.safeParse(schema, body, { abortEarly: false })
  if (result.success) return result.output
  const places = [...new Set(result.issues.map((issue) => v.getDotPath(issue) ?? '(top level)'))]
  throw fail(`has an unknown shape at ${places.slice(0, 5).join(', ')}${places.length > 5 ? ', …' : ''}`)
}
