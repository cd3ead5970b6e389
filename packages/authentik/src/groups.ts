import { normaliseGroupId } from '@cowherd/directory'
import type * as v from 'valibot'
import type { Connection } from './connection.ts'
import { type GroupEntry, groupIdPage, groupPage, type Page } from './schemas.ts'
import { walkPages } from './walk.ts'
import { notWhole } from './wholeness.ts'

/** How to walk over the groups. */
export interface GroupWalk {
  readonly connection: Connection
  readonly pageSize: number
  readonly concurrency: number
  readonly onPage: (total: number) => void
}

/**
 * All groups with their members. Every member is spelled out and every parent is among them.
 *
 * @throws UpstreamError `not-whole` where that is not so
 */
export async function readGroups(walk: GroupWalk): Promise<GroupEntry[]> {
  const groups = await walkGroups(walk, groupPage, true)
  const ids = new Set(groups.map((group) => normaliseGroupId(group.pk)))
  for (const group of groups) {
    assertSpelledOut(group)
    const strangers = parentsOf(group).filter((parent) => !ids.has(parent)).length
    if (strangers > 0) throw notWhole(`a parent of group ${group.pk} is not among the groups`)
  }
  return groups
}

/** @throws UpstreamError `not-whole` where a member came without name and address */
export function assertSpelledOut(group: GroupEntry): void {
  const spelledOut = new Set(group.users_obj.map((user) => user.pk))
  const silent = group.users.filter((id) => !spelledOut.has(id)).length
  if (silent > 0) throw notWhole(`${silent} members of group ${group.pk} came without their user`)
}

/** The ids of all groups, cheaply: a second look at what the first walk saw. Throws UpstreamError. */
export async function readGroupIds(walk: GroupWalk): Promise<ReadonlySet<string>> {
  const groups = await walkGroups(walk, groupIdPage, false)
  return new Set(groups.map((group) => normaliseGroupId(group.pk)))
}

/** Ids of the groups that a group is nested in, in whichever version's shape it came. */
export function parentsOf(group: GroupEntry): string[] {
  const parents = group.parents ?? (group.parent ? [group.parent] : [])
  return parents.map(normaliseGroupId)
}

function walkGroups<Entry extends { readonly pk: string }>(
  { connection, pageSize, concurrency, onPage }: GroupWalk,
  schema: v.GenericSchema<unknown, Page<Entry>>,
  includeUsers: boolean,
): Promise<Entry[]> {
  return walkPages({
    what: 'groups',
    concurrency,
    onPage,
    idOf: (group) => normaliseGroupId(group.pk),
    readPage: async (page, signal) => {
      const { value } = await connection.read({
        what: 'groups',
        path: '/core/groups/',
        // Names are neither unique nor fixed; a page boundary needs an order that is both.
        query: { ordering: 'pk', include_users: includeUsers, page_size: pageSize, page },
        schema,
        permission: 'view_group',
        ...(signal ? { signal } : {}),
      })
      return value
    },
  })
}
