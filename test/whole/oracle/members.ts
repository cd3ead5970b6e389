import { domainToASCII } from 'node:url'
import type { UserSnapshot } from '@cowherd/simulators'
import type { Facts } from './facts.ts'
import { markOf } from './marker.ts'

/** Addresses of everybody in a group or below it who can get mail, without the address of the group's own alias. */
export function membersOf(facts: Facts, groupId: string, own: string | undefined): Set<string> {
  const addresses = personsIn(facts, groupId).flatMap((user) => addressOf(user) ?? [])
  return new Set(addresses.filter((address) => address !== own && isDelivered(facts, address)))
}

/** Active people in a group or below it; of users of every address and none. */
export function personsIn(facts: Facts, groupId: string): UserSnapshot[] {
  const below = new Set([groupId])
  for (let grown = true; grown; ) {
    grown = false
    for (const group of facts.groups.values()) {
      if (below.has(group.id) || !group.parents.some((parent) => below.has(parent))) continue
      below.add(group.id)
      grown = true
    }
  }
  const pks = new Set([...below].flatMap((id) => facts.groups.get(id)?.users ?? []))
  return [...pks]
    .flatMap((pk) => facts.users.get(pk) ?? [])
    .filter(
      (user) => user.active && user.type !== 'service_account' && user.type !== 'internal_service_account',
    )
}

/** The address that mail to a user goes to; undefined where what is stored is none. */
export function addressOf(user: UserSnapshot): string | undefined {
  const [local = '', domain = '', ...more] = user.email.toLowerCase().split('@')
  if (more.length > 0 || !/^[a-z0-9!#$%&'*/=?^_`{|}~+-]+(\.[a-z0-9!#$%&'*/=?^_`{|}~+-]+)*$/.test(local))
    return undefined
  if (local.length > 64 || /[\s,;]/.test(domain)) return undefined
  const ascii = domainToASCII(domain)
  return /^([a-z0-9-]+\.)+[a-z0-9-]{2,}$/.test(ascii) ? `${local}@${ascii}` : undefined
}

/** Whether mail to an address arrives somewhere: an alias of ours is no such place, since it may go. */
function isDelivered(facts: Facts, address: string): boolean {
  const [local, domain = ''] = address.split('@')
  const served = facts.aliasDomains.get(domain) ?? domain
  const isRelayed = facts.domains.get(served)
  if (isRelayed === undefined) return facts.settings.externalMembers === 'keep'
  if (isRelayed || (facts.mailboxes.get(`${local}@${served}`) ?? 0) !== 0) return true
  return facts.aliases.some(
    ({ address: at, active, privateComment }) =>
      (at.toLowerCase() === address || at.toLowerCase() === `${local}@${served}`) &&
      active === 1 &&
      !markOf(privateComment ?? '', facts.settings.owner),
  )
}
