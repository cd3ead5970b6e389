import type { AliasRow, GroupSnapshot, UserSnapshot } from '@cowherd/simulators'
import type { Company } from '../harness/company.ts'
import type { Random } from '../harness/random.ts'
import type { Facts } from '../oracle/facts.ts'
import { type Owned, ownedIn } from '../oracle/ownership.ts'
import { asGroup, type PlainRules } from '../oracle/rules.ts'

/** A company with what the simulators do not tell of themselves, and the randomness that moves it. */
export interface World {
  readonly company: Company
  readonly random: Random
  readonly mailboxes: Map<string, 0 | 1 | 2>
  /** A number that was not given before. */
  serial(): number
  facts(): Facts
}

/** Served domains; true for one whose mail is passed on. */
const domains: ReadonlyMap<string, boolean> = new Map([
  ['example.org', false],
  ['second.example', false],
  ['xn--mller-kva.example', false],
  ['relay.example', true],
])

/** Alias domains with what they stand for. */
const aliasDomains: ReadonlyMap<string, string> = new Map([['alias.example', 'example.org']])

/**
 * Makes a world around a company, with domains and nobody in it.
 *
 * @param rules those that the company's settings have, in the oracle's words
 */
export function createWorld(company: Company, random: Random, rules?: PlainRules): World {
  const { authentik, mailcow, settings } = company
  const mailboxes = new Map<string, 0 | 1 | 2>()
  let serials = 0
  for (const [domain, relays] of domains) {
    if (domain !== settings.domain) mailcow.addDomain({ domain, relayAllRecipients: relays })
  }
  for (const [aliasDomain, targetDomain] of aliasDomains)
    mailcow.addAliasDomain({ aliasDomain, targetDomain })
  return {
    ...{ company, random, mailboxes },
    serial: () => ++serials,
    facts: () => ({
      groups: new Map(
        [...authentik.groups(), ...(rules?.personal ? authentik.users().map(asGroup) : [])].map((group) => [
          group.id,
          group,
        ]),
      ),
      users: new Map(authentik.users().map((user) => [user.pk, user])),
      aliases: mailcow.aliases(),
      mailboxes: new Map(mailboxes),
      ...{ domains, aliasDomains, settings, rules },
    }),
  }
}

/** Groups that people made. */
export function groupsOf({ company }: World): GroupSnapshot[] {
  const untouched = /^(authentik|always) /
  return company.authentik.groups().filter(({ name }) => !untouched.test(name))
}

/** Users that people made. */
export function usersOf({ company }: World): UserSnapshot[] {
  return company.authentik.users().filter(({ username }) => username.startsWith('user-'))
}

/** Aliases with our marker. */
export function ownedOf(world: World): Owned[] {
  return [...ownedIn(world.facts()).values()]
}

/** Aliases without it. */
export function foreignOf(world: World): AliasRow[] {
  const owned = ownedIn(world.facts())
  return world.company.mailcow.aliases().filter(({ id }) => !owned.has(id))
}

/** Makes a mailbox where the address is free; tells whether it did. */
export function addMailbox({ company, mailboxes }: World, address: string, active: 0 | 1 | 2 = 1): boolean {
  const isTaken = company.mailcow.aliases().some((alias) => alias.address.toLowerCase() === address)
  if (isTaken || mailboxes.has(address)) return false
  company.mailcow.addMailbox({ address, active })
  mailboxes.set(address, active)
  return true
}
