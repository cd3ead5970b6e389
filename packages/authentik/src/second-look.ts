import { userOfPersonalGroup } from '@cowherd/directory'
import { type GroupWalk, readGroupIds } from './groups.ts'
import { findMissingGroups } from './missing-groups.ts'
import { assertSameIds, notWhole } from './wholeness.ts'

/**
 * Makes sure that a walk over the groups missed none, which happens where one is deleted and another one made meanwhile. A group that no
 * run has known gave nobody to a list, so that missing it takes nobody off one: where it is told which groups were known, those of them
 * that did not come are asked for. Else, or where that takes more requests, a second walk has to see the same ids.
 *
 * @param ids of the groups that came
 * @param known ids of groups and personal groups, of which the latter say nothing here
 * @throws UpstreamError `not-whole` where a group was missed
 */
export async function lookAgain(
  walk: GroupWalk,
  ids: ReadonlySet<string>,
  known: ReadonlySet<string> | undefined,
): Promise<void> {
  const absent = known && [...known].filter((id) => !ids.has(id) && userOfPersonalGroup(id) === undefined)
  if (absent === undefined || absent.length > ids.size / walk.pageSize) {
    assertSameIds('groups', ids, await readGroupIds(walk))
    return
  }
  const missing = await findMissingGroups(walk.connection, absent, walk.concurrency)
  const missed = absent.length - missing.size
  if (missed > 0) throw notWhole(`${missed} groups that are there were not among those that came`)
}
