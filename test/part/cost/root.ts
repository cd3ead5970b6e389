import { formatMarker } from '@cowherd/plan'
import type { Company } from '../../whole/harness/company.ts'

/** How many groups are nested in the big root. */
export const branchCount = 300

/** Adds a group that holds many others, with a person in each and all their lists in order; gives the ids of those others. */
export function addBigRoot({ authentik, mailcow, settings }: Company): string[] {
  const addressOf = (index: number) => `colleague.${index}@example.org`
  const addList = (group: string, address: string, goto: readonly string[]) =>
    mailcow.addAlias({
      ...{ address, goto, privateComment: formatMarker({ owner: settings.owner, group }) },
      ...{ internal: false, senderAllowed: false, sogoVisible: true },
    })
  const root = authentik.addGroup({ name: 'root' })
  const indexes = Array.from({ length: branchCount }, (_, index) => index)
  addList(root, 'root@example.org', indexes.map(addressOf))
  return indexes.map((index) => {
    const address = addressOf(index)
    mailcow.addMailbox({ address })
    const users = [authentik.addUser({ username: `colleague-${index}`, email: address })]
    const group = authentik.addGroup({ name: `branch ${index}`, users, parents: [root] })
    addList(group, `branch-${index}@example.org`, [address])
    return group
  })
}
