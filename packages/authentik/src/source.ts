import { type Directory, normaliseGroupId, userOfPersonalGroup } from '@cowherd/directory'
import type { Progress, Source, SourceReading } from '@cowherd/reconcile'
import { createConnection } from './connection.ts'
import { toDirectory, withPersonalGroups } from './directory.ts'
import { readGroups } from './groups.ts'
import { findMissingGroups } from './missing-groups.ts'
import type { AuthentikSourceOptions } from './options.ts'
import type { GroupEntry, UserEntry } from './schemas.ts'
import { lookAgain } from './second-look.ts'
import { readServiceAccounts } from './service-accounts.ts'
import { readUsers } from './users.ts'
import { proveVisible } from './visibility.ts'
import { readWhole } from './wholeness.ts'

const defaultPageSize = 100
const defaultConcurrency = 4

/** The directory of an Authentik, over its API. Sends nothing until it is asked, and only ever reads. */
export function createAuthentikSource(options: AuthentikSourceOptions): Source {
  const { pageSize = defaultPageSize, concurrency = defaultConcurrency, random } = options
  const connection = createConnection(options)
  const proveGroupsVisible = () => proveVisible(connection, 'view_group', random())

  async function findServiceAccounts(): Promise<ReadonlySet<number>> {
    if (options.serviceAccounts === 'include') return new Set()
    await proveVisible(connection, 'view_user', random())
    return readServiceAccounts(connection, pageSize, concurrency)
  }

  async function directoryOf(groups: readonly GroupEntry[]): Promise<Directory> {
    if (!options.personalGroups) return toDirectory(groups, await findServiceAccounts())
    await proveVisible(connection, 'view_user', random())
    return withPersonalGroups(groups, await readAccounts(groups))
  }

  /** All users; once more where somebody in a group is not among them: a service account that was missed would look like a person. */
  async function readAccounts(groups: readonly GroupEntry[]): Promise<readonly UserEntry[]> {
    const accounts = await readUsers(connection, pageSize, concurrency)
    const known = new Set(accounts.map(({ pk }) => pk))
    if (groups.every(({ users }) => users.every((pk) => known.has(pk)))) return accounts
    const again = await readUsers(connection, pageSize, concurrency)
    return [...new Map([...accounts, ...again].map((account) => [account.pk, account])).values()]
  }

  async function readOnce(progress?: Progress, known?: ReadonlySet<string>): Promise<SourceReading> {
    let pages = 0
    const onPage = (total: number) => {
      pages += 1
      // Without what is known each page is read twice.
      progress?.(pages, known ? Math.max(pages, total) : total * 2)
    }
    const walk = { connection, pageSize, concurrency, onPage }
    await proveGroupsVisible()
    const groups = await readGroups(walk)
    // After the groups: an account that is new and in one of them must not be taken for a person.
    const directory = await directoryOf(groups)
    const ids = new Set(groups.map((group) => normaliseGroupId(group.pk)))
    await lookAgain(walk, ids, known)
    const serverTime = await proveGroupsVisible()
    return { directory, serverTime }
  }

  return {
    readDirectory: (progress, known) =>
      readWhole(
        () => readOnce(progress, known),
        () => readOnce(progress),
      ),
    async missingGroups(ids) {
      const missing = await findMissingGroups(connection, ids, concurrency)
      // What may no longer be seen is answered like what is gone.
      const isPersonal = (id: string) => userOfPersonalGroup(id) !== undefined
      if ([...missing].some(isPersonal)) await proveVisible(connection, 'view_user', random())
      if (![...missing].every(isPersonal)) await proveGroupsVisible()
      return missing
    },
  }
}
