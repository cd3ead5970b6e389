import { normaliseGroupId } from '@cowherd/directory'
import { parseAnswer, UpstreamError } from '@cowherd/upstream'
import { mapConcurrently } from './concurrency.ts'
import type { Connection } from './connection.ts'
import { detailOf } from './refusal.ts'
import { singleGroup } from './schemas.ts'

/**
 * Of these group ids, those that do not exist.
 *
 * @throws UpstreamError for any answer that is neither the group nor a clear no
 */
export async function findMissingGroups(
  connection: Connection,
  ids: readonly string[],
  concurrency: number,
): Promise<ReadonlySet<string>> {
  const distinct = [...new Set(ids)]
  const missing = await mapConcurrently(distinct, concurrency, (id, signal) =>
    isMissing(connection, id, signal),
  )
  return new Set(distinct.filter((_, index) => missing[index]))
}

async function isMissing(connection: Connection, id: string, signal: AbortSignal): Promise<boolean> {
  const what = `group ${id}`
  const path = `/core/groups/${encodeURIComponent(normaliseGroupId(id))}/`
  const answer = await connection.get(path, { include_users: false }, signal)
  // "No Group matches the given query.", in whatever language; an id of a wrong form is "Not found.".
  if (answer.status === 404 && /\bGroup\b/.test(detailOf(answer) ?? '')) return true
  if (answer.status !== 200) throw connection.explain(answer, what, 'view_group')
  const group = parseAnswer('source', what, answer, singleGroup)
  if (normaliseGroupId(group.pk) === normaliseGroupId(id)) return false
  throw new UpstreamError('source', 'bad-answer', `Authentik was asked for ${what} and gave another one.`)
}
