import { hasGroups } from '@cowherd/directory'
import type { Planned } from '../run/run.ts'

/**
 * Whether a reading must not take the place of the memory of an earlier one. A group that is not found may be there all the same; a
 * memory without it would not tell that its people belong to the groups above it, and an event of those would take them out. So its
 * absence has to be confirmed, as for its own alias, and nothing may be held because of it.
 *
 * @param isConfirmed whether a group's deletion was reported, or an earlier sweep did not find it either
 */
export function isDoubtful({ reading, plan }: Planned, isConfirmed: (id: string) => boolean): boolean {
  const { directory, missing } = reading
  if (missing.size > 0 && !hasGroups(directory)) return true
  return (
    [...missing].some((id) => !isConfirmed(id)) ||
    plan.held.some(({ change }) => missing.has(change.group.id))
  )
}
