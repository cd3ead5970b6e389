import type { AliasRow, UserSnapshot } from '@cowherd/simulators'
import { markedAliases, type Stage } from '../stage/stage.ts'

/**
 * Who should get a group's mail, found without the planner: everybody in the group or in a group below it who is a person, is active,
 * and has an address that takes mail. Sorted.
 *
 * @param mailboxes addresses that Mailcow has a mailbox for
 */
function expectedMembers(stage: Stage, groupId: string, mailboxes: ReadonlySet<string>): string[] {
  const groups = stage.authentik.groups()
  const below = new Set([groupId])
  for (let size = 0; size !== below.size; ) {
    size = below.size
    for (const { id, parents } of groups) if (parents.some((parent) => below.has(parent))) below.add(id)
  }
  const served = [stage.company.domain, ...stage.company.otherDomains]
  const takesMail = ({ email }: UserSnapshot) => {
    const [localPart = '', domain = '', ...rest] = email.split('@')
    if (localPart === '' || domain === '' || rest.length > 0) return false
    return served.includes(domain) ? mailboxes.has(email) : true
  }
  const members = stage.authentik
    .users()
    .filter(({ active, type, groups: direct }) => {
      return active && !type.includes('service') && direct.some((id) => below.has(id))
    })
    .filter(takesMail)
    .map(({ email }) => email)
  return [...new Set(members)].sort()
}

/** Whether an alias has exactly the people of a group. */
export function hasMembersOf(
  stage: Stage,
  groupId: string,
  { goto }: Pick<AliasRow, 'goto'>,
  mailboxes: ReadonlySet<string>,
): boolean {
  return goto.split(',').sort().join() === expectedMembers(stage, groupId, mailboxes).join()
}

/** Addresses of active aliases of the demo that do not have exactly the people of their group. */
export function wrongLists(stage: Stage, mailboxes: ReadonlySet<string>): string[] {
  return markedAliases(stage)
    .filter(({ row, group }) => row.active === 1 && !hasMembersOf(stage, group, row, mailboxes))
    .map(({ row }) => row.address)
}
