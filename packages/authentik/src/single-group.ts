import { normaliseGroupId } from '@cowherd/directory'
import { parseAnswer, UpstreamError } from '@cowherd/upstream'
import type * as v from 'valibot'
import type { Connection } from './connection.ts'
import { detailOf } from './refusal.ts'

/**
 * One group by its id, or undefined where the server says that there is none that it lets us see.
 *
 * @throws UpstreamError for any answer that is neither the group nor a clear no
 */
export async function readSingleGroup<Entry extends { readonly pk: string }>(
  connection: Connection,
  id: string,
  options: {
    readonly schema: v.GenericSchema<unknown, Entry>
    readonly includeUsers: boolean
    readonly signal: AbortSignal
  },
): Promise<Entry | undefined> {
  const what = `group ${id}`
  const path = `/core/groups/${encodeURIComponent(normaliseGroupId(id))}/`
  const answer = await connection.get(path, { include_users: options.includeUsers }, options.signal)
  // "No Group matches the given query.", in whatever language; an id of a wrong form is "Not found.".
  if (answer.status === 404 && /\bGroup\b/.test(detailOf(answer) ?? '')) return undefined
  if (answer.status !== 200) throw connection.explain(answer, what, 'view_group')
  const group = parseAnswer('source', what, answer, options.schema)
  if (normaliseGroupId(group.pk) === normaliseGroupId(id)) return group
  throw new UpstreamError('source', 'bad-answer', `Authentik was asked for ${what} and gave another one.`)
}
