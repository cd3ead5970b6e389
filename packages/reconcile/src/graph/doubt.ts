import { hasGroups } from '@cowherd/directory'
import type { Planned } from '../run/run.ts'

/**
 * Whether a reading must not take the place of the memory of an earlier one. A group that is not found may be there all the same; a
 * memory without it would not tell that its people belong to the groups above it, and an event of those would take them out. So its
 * absence has to be confirmed, as for its own alias, and nothing may be held because of it.
 */
export function isDoubtful({ reading, plan, gone }: Planned): boolean {
  const { directory, missing } = reading
  if (missing.size > 0 && !hasGroups(directory)) return true
  return (
    [...missing].some((id) => !gone.has(id)) || plan.held.some(({ change }) => missing.has(change.group.id))
  )
}
