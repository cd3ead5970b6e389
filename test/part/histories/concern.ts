import { createDirectory, personalGroup, type User } from '@cowherd/directory'
import { desireState } from '@cowherd/plan'
import type { UserSnapshot } from '@cowherd/simulators'
import type { Facts } from '../../whole/oracle/facts.ts'

/** Whose lists some addresses concern. */
export interface Concerned {
  /** Ids of groups, and of groups of one, that want one of them or have it added. */
  readonly groups: ReadonlySet<string>
  /** People who get, or would get, their mail at one of them. */
  readonly users: ReadonlySet<number>
}

/** Finds out, as the planner sees it: whoever is concerned is told, so this needs to be no judge. */
export function concernedBy(addresses: ReadonlySet<string>, facts: Facts): Concerned {
  const { settings } = facts
  const people = [...facts.users.values()].map(toUser)
  const own = settings.rules.users.length > 0 ? people.map(personalGroup) : []
  const groups = [...facts.groups.values()].map(({ users, ...group }) => ({ ...group, members: users }))
  const target = {
    ...{ aliases: [], mailboxes: [], absentFlags: [] },
    domains: [...facts.domains].map(([name, relay]) => ({ name, active: true, relay, aliasesLeft: 1000 })),
    aliasDomains: [...facts.aliasDomains].map(([name, target]) => ({ name, target })),
  }
  const { desired } = desireState(createDirectory([...groups, ...own], people), target, settings)
  const found = { groups: new Set<string>(), users: new Set<number>() }
  for (const { group, address, added, decisions } of desired.values()) {
    const all = [address, ...added.map((one) => one.address)]
    if (all.some((one) => one !== undefined && addresses.has(one))) found.groups.add(group.id)
    for (const one of decisions) {
      if (one.address !== undefined && addresses.has(one.address)) found.users.add(one.user.id)
    }
  }
  return found
}

function toUser({ pk, type, username, name, email, active, attributes }: UserSnapshot): User {
  return {
    id: pk,
    username,
    name,
    email,
    active,
    attributes,
    serviceAccount: type.endsWith('service_account'),
  }
}
