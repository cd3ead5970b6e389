import { UpstreamError } from '@cowherd/upstream'
import type { Connection } from './connection.ts'
import { anyPage } from './schemas.ts'

const lists: Readonly<Record<'view_group' | 'view_user', { readonly what: string; readonly path: string }>> =
  {
    view_group: { what: 'groups', path: '/core/groups/' },
    view_user: { what: 'users', path: '/core/users/' },
  }

/**
 * Proves that a whole list is visible. With permissions on single objects a list is short and answered with 200, and only
 * a search without hits tells: it is 403 there, and an empty 200 with the permission on everything.
 *
 * @param name one that nothing has
 * @returns the server's time
 * @throws UpstreamError `no-permission` where only parts are visible, `bad-answer` where something has that name
 */
export async function proveVisible(
  connection: Connection,
  permission: 'view_group' | 'view_user',
  name: string,
): Promise<Date | undefined> {
  const { what, path } = lists[permission]
  const { value, date } = await connection.read({
    what: `search for ${what}`,
    path,
    query: { search: name, page_size: 1 },
    schema: anyPage,
    permission,
  })
  if (value.results.length > 0 || value.pagination.count > 0) {
    throw new UpstreamError(
      'source',
      'bad-answer',
      `Authentik answers a search for a random name with ${value.pagination.count} ${what}: it cannot be proven that all of them are visible. Look for a proxy that drops the query.`,
    )
  }
  return date
}
