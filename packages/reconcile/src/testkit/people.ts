import { createDirectory, type Group } from '@cowherd/directory'
import type { Source } from '../ports.ts'
import { groupId } from './aliases.ts'

/** The n-th group; person 7 has the address u7@example.org. */
export function groupOf(n: number, name: string, members: readonly number[] = [1]): Group {
  return { id: groupId(n), name, superuser: false, parents: [], members, attributes: {} }
}

/** A directory server. What it lists may be changed between runs. */
export interface FakeSource extends Source {
  groups: readonly Group[]
  /** Ids that it was asked for one by one. */
  readonly askedFor: string[]
}

/**
 * Makes a directory server.
 *
 * @param unlisted ids of groups that it leaves out of its list and knows all the same
 */
export function createFakeSource(
  groups: readonly Group[],
  options: { readonly unlisted?: readonly string[]; readonly serverTime?: Date } = {},
): FakeSource {
  const { unlisted = [], serverTime } = options
  const askedFor: string[] = []
  const source: FakeSource = {
    groups,
    askedFor,
    readDirectory: async () => {
      const ids = new Set(source.groups.flatMap(({ members }) => members))
      const users = [...ids].map((id) => ({
        id,
        username: `u${id}`,
        name: `User ${id}`,
        email: `u${id}@example.org`,
        active: true,
        serviceAccount: false,
      }))
      return { directory: createDirectory(source.groups, users), serverTime }
    },
    missingGroups: async (ids) => {
      askedFor.push(...ids)
      return new Set(ids.filter((id) => !unlisted.includes(id)))
    },
  }
  return source
}

export { rulesOf, settingsOf } from '@cowherd/plan/testkit'
