import { parseAnswer, UpstreamError } from '@cowherd/upstream'
import type { Connection } from './connection.ts'
import { detailOf } from './refusal.ts'
import { type UserEntry, userEntry, userPage } from './schemas.ts'
import { walkPages } from './walk.ts'

/** All users with their types. Throws UpstreamError, `no-permission` without view_user. */
export function readUsers(
  connection: Connection,
  pageSize: number,
  concurrency: number,
): Promise<UserEntry[]> {
  return walkPages({
    what: 'users',
    concurrency,
    idOf: (user) => user.pk,
    readPage: async (page, signal) => {
      const { value } = await connection.read({
        what: 'users',
        path: '/core/users/',
        query: { include_groups: false, ordering: 'pk', page_size: pageSize, page },
        schema: userPage,
        permission: 'view_user',
        ...(signal ? { signal } : {}),
      })
      return value
    },
  })
}

/**
 * One user, or undefined where the server says that there is none that it lets us see.
 *
 * @throws UpstreamError for any answer that is neither the user nor a clear no
 */
export async function readSingleUser(
  connection: Connection,
  id: number,
  signal?: AbortSignal,
): Promise<UserEntry | undefined> {
  const what = `user ${id}`
  const answer = await connection.get(`/core/users/${id}/`, { include_groups: false }, signal)
  if (isNoUser(answer)) return undefined
  if (answer.status !== 200) throw connection.explain(answer, what, 'view_user')
  const user = parseAnswer('source', what, answer, userEntry)
  if (user.pk === id) return user
  throw new UpstreamError('source', 'bad-answer', `Authentik was asked for ${what} and gave another one.`)
}

/** Whether an answer is Authentik's word that there is no such user: any other 404 is not. */
export function isNoUser(answer: Parameters<typeof detailOf>[0] & { readonly status: number }): boolean {
  // "No User matches the given query."
  return answer.status === 404 && /\bUser\b/.test(detailOf(answer) ?? '')
}
