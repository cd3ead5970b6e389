import { hasGroups } from '@cowherd/directory'
import type { Plan } from '@cowherd/plan'
import type { Reading } from '../read/read.ts'

/** Ids of groups that a reading did not find: those with an alias of ours, and those that the memory has. */
export function lostGroups(
  { directory, missing }: Pick<Reading, 'directory' | 'missing'>,
  remembered: ReadonlySet<string>,
): Set<string> {
  return new Set([...missing, ...[...remembered].filter((id) => !directory.groups.has(id))])
}

/**
 * Whether a reading must not take the place of the memory of an earlier one. A group that is not found may be there all the same; a
 * memory without it would not tell that its people belong to the groups above it, and an event of those would take them out. So its
 * absence has to be confirmed, as for its own alias, and nothing may be held because of it.
 *
 * @param isConfirmed whether a group's deletion was reported, or an earlier reading did not find it either
 */
export function isDoubtful(
  { directory }: Pick<Reading, 'directory'>,
  { held }: Pick<Plan, 'held'>,
  lost: ReadonlySet<string>,
  isConfirmed: (id: string) => boolean,
): boolean {
  if (lost.size > 0 && !hasGroups(directory)) return true
  return [...lost].some((id) => !isConfirmed(id)) || held.some(({ change }) => lost.has(change.group.id))
}
