import type { AuthentikSimulator, MailcowSimulator } from '@cowherd/simulators'
import type { Company } from '../company/model.ts'

/** Numbers of the company's people and groups in Authentik, by username and by first name of the group. */
export interface Ids {
  readonly users: ReadonlyMap<string, number>
  readonly groups: ReadonlyMap<string, string>
}

/** Puts the company's groups and people into Authentik. */
export function seedAuthentik(authentik: AuthentikSimulator, { groups, people }: Company): Ids {
  return authentik.silently(() => {
    const groupIds = new Map(
      groups.map(({ name, attributes, superuser }) => [
        name,
        authentik.addGroup({ name, attributes, superuser }),
      ]),
    )
    const idsOf = (names: readonly string[]) => names.flatMap((name) => groupIds.get(name) ?? [])
    // Afterwards, because two groups are nested in each other.
    for (const { name, parents } of groups) {
      if (parents.length === 0) continue
      for (const id of idsOf([name])) authentik.updateGroup(id, { parents: idsOf(parents) })
    }
    const users = people.map(
      (person) => [person.username, authentik.addUser({ ...person, groups: idsOf(person.groups) })] as const,
    )
    return { groups: groupIds, users: new Map(users) }
  })
}

/** Puts the company's domains, mailboxes and hand-made aliases into Mailcow. */
export function seedMailcow(mailcow: MailcowSimulator, company: Company): void {
  for (const domain of [company.domain, ...company.otherDomains]) mailcow.addDomain({ domain })
  for (const mailbox of company.mailboxes) mailcow.addMailbox(mailbox)
  for (const { address, goto, active, comment } of company.aliases) {
    mailcow.addAlias({ address, goto, active, privateComment: comment })
  }
}
