import { refuse, refusePermission } from '../api/answer.ts'
import type { Context } from '../api/context.ts'
import type { Group } from '../model.ts'
import { parseUuid } from '../uuid.ts'
import { filterGroups, orderGroups, searchGroups } from './query.ts'

/**
 * The groups that a list request asks for and may see, in order.
 *
 * @throws Refusal 403 where the search leaves nothing visible to someone without the permission on all groups
 */
export function listGroups(context: Context): readonly Group[] {
  const { server, query } = context
  const { store } = server
  const found = searchGroups(orderGroups(store, query), query)
  const visible = isWhole(context) ? found : found.filter((group) => isVisible(context, group))
  // only the search comes before the permission check: other filters may leave an empty list
  if (visible.length === 0 && !isWhole(context)) throw refusePermission()
  const filtered = filterGroups(store, context.fault === 'empty-directory' ? [] : visible, query)
  const page = Number(query.get('page') ?? '1')
  return server.shift.apply(filtered, walkOf(query), page, context.fault === 'page-shift')
}

/**
 * The group that a path names.
 *
 * @throws Refusal 404 where it is unknown or not visible, 403 where no group is visible
 */
export function findGroup(context: Context): Group {
  const { store } = context.server
  if (!isWhole(context) && !store.groupsBy('pk').some((group) => isVisible(context, group))) {
    throw refusePermission()
  }
  const id = parseUuid(context.param('pk'))
  if (!id) throw refuse(404, 'Not found.')
  const group = store.groups.get(id)
  if (!group || !isVisible(context, group)) throw refuse(404, 'No Group matches the given query.')
  return group
}

function isWhole(context: Context): boolean {
  return context.fault !== 'partial-permission' && context.viewer.may('view_group')
}

function isVisible(context: Context, group: Group): boolean {
  if (context.fault === 'empty-directory') return false
  if (context.fault === 'partial-permission') return group.serial % 2 === 0
  return context.viewer.may('view_group', group.id)
}

/** What the pages of one walk have in common. */
function walkOf(query: URLSearchParams): string {
  return [...query]
    .filter(([name]) => name !== 'page')
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}
