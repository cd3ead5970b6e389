import type { UserSnapshot } from '@cowherd/simulators'
import type { Stage } from '../stage/stage.ts'

/**
 * Who should get a group's mail, found without the planner: everybody in the group or in a group below it who is a person, is active,
 * and has an address that takes mail. Sorted.
 *
 * @param mailboxes addresses that Mailcow has a mailbox for
 */
export function expectedMembers(stage: Stage, groupId: string, mailboxes: ReadonlySet<string>): string[] {
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
