import { normaliseGroupId, personalGroup, personalGroupId, userOfPersonalGroup } from '@cowherd/directory'
import type { GroupsReading, SourcePieces } from '@cowherd/reconcile'
import { mapConcurrently, parseAnswer } from '@cowherd/upstream'
import { createConnection } from './connection.ts'
import { toGroup, toTypedUser, toUsers } from './directory.ts'
import { assertSpelledOut } from './groups.ts'
import type { AuthentikSourceOptions } from './options.ts'
import { groupEntry, userGroups } from './schemas.ts'
import { serviceAccountsIn } from './service-accounts.ts'
import { readSingleGroup } from './single-group.ts'
import { createAuthentikSource } from './source.ts'
import { isNoUser, readSingleUser } from './users.ts'
import { proveVisible } from './visibility.ts'

/** Groups whose accounts are asked for at a time: their ids stand in the address, and proxies cut one of 8 KiB off. */
const groupsPerQuery = 100

/** Single groups and users of an Authentik, over its API: what an event needs. Sends nothing until it is asked. */
export function createAuthentikPieces(options: AuthentikSourceOptions): SourcePieces {
  const { pageSize = 100, concurrency = 4, random, serviceAccounts } = options
  const connection = createConnection(options)

  async function accountsIn(groupIds: readonly string[]): Promise<ReadonlySet<number>> {
    const accounts = new Set<number>()
    for (let start = 0; start < groupIds.length; start += groupsPerQuery) {
      const some = groupIds.slice(start, start + groupsPerQuery)
      for (const id of await serviceAccountsIn(connection, some, pageSize)) accounts.add(id)
    }
    return accounts
  }

  async function readPeople(ids: readonly number[]) {
    const answers = await mapConcurrently(ids, concurrency, (id, signal) =>
      readSingleUser(connection, id, signal),
    )
    const missing = ids.filter((_, index) => answers[index] === undefined).map(personalGroupId)
    if (missing.length > 0) await proveVisible(connection, 'view_user', random())
    return { found: answers.flatMap((entry) => (entry ? [toTypedUser(entry)] : [])), missing }
  }

  return {
    readDirectory: createAuthentikSource(options).readDirectory,
    async readGroups(ids): Promise<GroupsReading> {
      const asked = [...new Set(ids.map(normaliseGroupId))]
      const people = await readPeople(asked.flatMap((id) => userOfPersonalGroup(id) ?? []))
      const distinct = asked.filter((id) => userOfPersonalGroup(id) === undefined)
      const found = await mapConcurrently(distinct, concurrency, (id, signal) =>
        readSingleGroup(connection, id, { schema: groupEntry, includeUsers: true, signal }),
      )
      const missing = new Set(distinct.filter((_, index) => found[index] === undefined))
      // A group that may no longer be seen is answered like one that is gone.
      if (missing.size > 0) await proveVisible(connection, 'view_group', random())
      const entries = found.filter((entry) => entry !== undefined)
      for (const entry of entries) assertSpelledOut(entry)
      const populated = entries.filter(({ users }) => users.length > 0).map(({ pk }) => pk)
      const accounts = serviceAccounts === 'exclude' ? await accountsIn(populated) : new Set<number>()
      const users = new Map(toUsers(entries, accounts).map((user) => [user.id, user]))
      for (const user of people.found) users.set(user.id, user)
      return {
        groups: [...entries.map(toGroup), ...people.found.map(personalGroup)],
        users: [...users.values()],
        missing: new Set([...missing, ...people.missing]),
      }
    },
    async groupsOfUser(id) {
      const what = `user ${id}`
      const answer = await connection.get(`/core/users/${id}/`, { include_groups: false })
      if (isNoUser(answer)) {
        await proveVisible(connection, 'view_user', random())
        return undefined
      }
      if (answer.status !== 200) throw connection.explain(answer, what, 'view_user')
      const groups = parseAnswer('source', what, answer, userGroups).groups.map(normaliseGroupId)
      return options.personalGroups ? [...groups, personalGroupId(id)] : groups
    },
  }
}
