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
  const server = serverOf[side]
  const fail = (reason: string, advice: string) =>
    new UpstreamError(
      side,
      'bad-answer',
      `${server}'s answer to "${what}" ${reason} (status ${answer.status}). ${advice}`,
      { status: answer.status },
    )
  const away = `Look at ${server}'s own log and at any proxy before it, then run again.`
  if (answer.text.trim() === '') throw fail('is empty', away)
  let body: unknown
  try {
    body = JSON.parse(answer.text)
  } catch {
    throw fail('is not JSON', away)
  }
  const result = v.safeParse(schema, body, { abortEarly: false })
  if (result.success) return result.output
  const places = [...new Set(result.issues.map((issue) => v.getDotPath(issue) ?? '(top level)'))]
  throw fail(
    `has an unknown shape at ${places.slice(0, 5).join(', ')}${places.length > 5 ? ', …' : ''}`,
    `Either something before ${server} answers in its place, or this version of ${server} is one that Cowherd does not know: check its address and its release notes.`,
  )
}

const serverOf: Readonly<Record<Side, string>> = { source: 'Authentik', target: 'Mailcow' }
