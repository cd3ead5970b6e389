import { normaliseGroupId } from '@cowherd/directory'
import type { GroupsReading, SourcePieces } from '@cowherd/reconcile'
import { parseAnswer } from '@cowherd/upstream'
import { mapConcurrently } from './concurrency.ts'
import { createConnection } from './connection.ts'
import { toGroup, toUsers } from './directory.ts'
import { assertSpelledOut } from './groups.ts'
import type { AuthentikSourceOptions } from './options.ts'
import { groupEntry, userGroups } from './schemas.ts'
import { serviceAccountsIn } from './service-accounts.ts'
import { readSingleGroup } from './single-group.ts'
import { proveVisible } from './visibility.ts'

/** Single groups and users of an Authentik, over its API: what an event needs. */
export function createAuthentikPieces(options: AuthentikSourceOptions): SourcePieces {
  const { pageSize = 100, concurrency = 4, random, serviceAccounts } = options
  const connection = createConnection(options)
  return {
    async readGroups(ids): Promise<GroupsReading> {
      const distinct = [...new Set(ids.map(normaliseGroupId))]
      const found = await mapConcurrently(distinct, concurrency, (id, signal) =>
        readSingleGroup(connection, id, { schema: groupEntry, includeUsers: true, signal }),
      )
      const missing = new Set(distinct.filter((_, index) => found[index] === undefined))
      // A group that may no longer be seen is answered like one that is gone.
      if (missing.size > 0) await proveVisible(connection, 'view_group', random())
      const entries = found.filter((entry) => entry !== undefined)
      for (const entry of entries) assertSpelledOut(entry)
      const populated = entries.filter(({ users }) => users.length > 0).map(({ pk }) => pk)
      const accounts =
        serviceAccounts === 'exclude' && populated.length > 0
          ? await serviceAccountsIn(connection, populated, pageSize)
          : new Set<number>()
      return { groups: entries.map(toGroup), users: toUsers(entries, accounts), missing }
    },
    async groupsOfUser(id) {
      const what = `user ${id}`
      const answer = await connection.get(`/core/users/${id}/`, { include_groups: false })
      if (answer.status === 404) {
        await proveVisible(connection, 'view_user', random())
        return undefined
      }
      if (answer.status !== 200) throw connection.explain(answer, what, 'view_user')
      return parseAnswer('source', what, answer, userGroups).groups.map(normaliseGroupId)
    },
  }
}
