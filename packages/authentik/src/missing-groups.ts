import { userOfPersonalGroup } from '@cowherd/directory'
import { mapConcurrently } from '@cowherd/upstream'
import type { Connection } from './connection.ts'
import { idEntry } from './schemas.ts'
import { readSingleGroup } from './single-group.ts'
import { readSingleUser } from './users.ts'

/**
 * Of these ids of groups and personal groups, those that do not exist.
 *
 * @throws UpstreamError for any answer that is neither the group nor a clear no
 */
export async function findMissingGroups(
  connection: Connection,
  ids: readonly string[],
  concurrency: number,
): Promise<ReadonlySet<string>> {
  const distinct = [...new Set(ids)]
  const groups = await mapConcurrently(distinct, concurrency, async (id, signal) => {
    const user = userOfPersonalGroup(id)
    return user === undefined
      ? readSingleGroup(connection, id, { schema: idEntry, includeUsers: false, signal })
      : readSingleUser(connection, user, signal)
  })
  return new Set(distinct.filter((_, index) => groups[index] === undefined))
}
