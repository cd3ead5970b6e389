import { formatMarker } from '@cowherd/plan'
import type { Company } from '../../whole/harness/company.ts'

/** How many groups are nested in the big root. */
export const branchCount = 300

/** Adds a group that holds many others, of one member each, with all their lists in order; gives the ids of those others. */
export function addBigRoot({ authentik, mailcow, settings }: Company, users: readonly number[]): string[] {
  const addressOf = (index: number) => `person.${index % users.length}@example.org`
  const addList = (group: string, address: string, goto: readonly string[]) =>
    mailcow.addAlias({
      ...{ address, goto, privateComment: formatMarker({ owner: settings.owner, group }) },
      ...{ internal: false, senderAllowed: false, sogoVisible: true },
    })
  const root = authentik.addGroup({ name: 'root' })
  const indexes = Array.from({ length: branchCount }, (_, index) => index)
  addList(root, 'root@example.org', [...new Set(indexes.map(addressOf))])
  return indexes.map((index) => {
    const members = [users[index % users.length] ?? 0]
    const group = authentik.addGroup({ name: `branch ${index}`, users: members, parents: [root] })
    addList(group, `branch-${index}@example.org`, [addressOf(index)])
    return group
  })
}
