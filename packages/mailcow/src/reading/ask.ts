import { parseAnswer, readable, UpstreamError } from '@cowherd/upstream'
import type * as v from 'valibot'
import type { Connection } from '../connection/connection.ts'
import { refusalOf, sentenceOf } from '../connection/refusal.ts'

/** A parsed answer, and the server's time when it gave it. */
export interface Reply<Value> {
  readonly value: Value
  readonly date: Date | undefined
}

/**
 * Asks for one thing.
 *
 * @throws UpstreamError; `server-error` for an empty body, which never means that there is nothing
 */
export async function ask<Schema extends v.GenericSchema>(
  connection: Connection,
  path: string,
  schema: Schema,
): Promise<Reply<v.InferOutput<Schema>>> {
  const answer = await connection.get(path)
  const refusal = refusalOf(path, answer, connection.secrets)
  if (refusal) throw refusal
  if (answer.text.trim() === '') {
    throw new UpstreamError(
      'target',
      'server-error',
      `Mailcow answers ${path} with an empty body: an error inside Mailcow (see the log of its php-fpm container), or the key did not reach it.`,
      { status: answer.status },
    )
  }
  const sentence = sentenceOf(answer)
  if (sentence?.type === 'error') {
    throw new UpstreamError(
      'target',
      'rejected',
      `Mailcow refuses ${path}: ${readable(sentence.msg, connection.secrets)}.`,
      {
        status: answer.status,
      },
    )
  }
  return { value: parseAnswer('target', path, answer, schema), date: answer.date }
}
