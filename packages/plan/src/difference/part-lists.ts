import type { Holdings, OwnedAlias } from '../target/owned.ts'
import { contentOf, receivers } from './content.ts'

/** The part alias of a group at an address. */
function partAt(address: string, groupId: string, { byAddress }: Holdings): OwnedAlias | undefined {
  const slot = byAddress.get(address)
  return slot?.marker.role === 'part' && slot.marker.group === groupId ? slot : undefined
}

/** A list as the people who get its mail: who stands in its part aliases stands for them. */
export function listAsPeople(
  list: readonly string[],
  groupId: string,
  holdings: Holdings,
): readonly string[] {
  if (!list.some((member) => partAt(member, groupId, holdings))) return list
  const people = list.flatMap((member) => {
    const part = partAt(member, groupId, holdings)
    return part ? receivers(contentOf(part.alias)) : [member]
  })
  return [...new Set(people)].sort()
}

/** Whether an address in a list is a part alias of its group. */
export function isPartAddress(address: string, groupId: string, holdings: Holdings): boolean {
  return partAt(address, groupId, holdings) !== undefined
}
