import { parseAnswer, UpstreamError } from '@cowherd/upstream'
import type { Connection } from '../connection/connection.ts'
import { refusalOf } from '../connection/refusal.ts'
import { versionSchema } from './schemas.ts'

const path = '/get/status/version'

/**
 * The server's version, such as `2026-07a`: the cheapest question that needs a key. Cannot tell a read-only key.
 *
 * @throws UpstreamError; `bad-token` for an empty body, Mailcow's answer to a missing key
 */
export async function readVersion(connection: Connection): Promise<string> {
  const answer = await connection.get(path)
  const refusal = refusalOf(path, answer, connection.secrets)
  if (refusal) throw refusal
  if (answer.text.trim() === '') {
    throw new UpstreamError(
      'target',
      'bad-token',
      'Mailcow answers with an empty body, as it does where no key reaches it. Check that MAILCOW_API_KEY holds the key and that no proxy removes the header X-API-Key; if both are right, see the log of its php-fpm container.',
      { status: answer.status },
    )
  }
  return parseAnswer('target', path, answer, versionSchema).version
}
