import type { Query } from '@cowherd/upstream'
import type { Connection } from './connection.ts'
import { serviceAccountPage } from './schemas.ts'
import { walkPages } from './walk.ts'
import { assertSameIds } from './wholeness.ts'

/**
 * Primary keys of all accounts that are no people, proven whole by a second walk: groups do not tell the type of their
 * members.
 *
 * @throws UpstreamError `no-permission` without view_user, `not-whole`
 */
export async function readServiceAccounts(
  connection: Connection,
  pageSize: number,
  concurrency: number,
): Promise<ReadonlySet<number>> {
  const first = await walk(connection, pageSize, concurrency)
  assertSameIds('service accounts', first, await walk(connection, pageSize, concurrency))
  return first
}

/** Primary keys of the accounts in some groups that are no people. Throws UpstreamError. */
export function serviceAccountsIn(
  connection: Connection,
  groupIds: readonly string[],
  pageSize: number,
): Promise<ReadonlySet<number>> {
  return walk(connection, pageSize, 1, { groups_by_pk: groupIds })
}

async function walk(
  connection: Connection,
  pageSize: number,
  concurrency: number,
  filter: Query = {},
): Promise<Set<number>> {
  const what = 'service accounts'
  const entries = await walkPages({
    what,
    concurrency,
    readPage: async (page, signal) => {
      const { value } = await connection.read({
        what,
        path: '/core/users/',
        query: {
          type: ['service_account', 'internal_service_account'],
          include_groups: false,
          ordering: 'pk',
          page_size: pageSize,
          page,
          ...filter,
        },
        schema: serviceAccountPage,
        permission: 'view_user',
        ...(signal ? { signal } : {}),
      })
      return value
    },
    idOf: (entry) => entry.pk,
  })
  return new Set(entries.map((entry) => entry.pk))
}
