import { compareText } from '@cowherd/directory'
import { domainOf, localPartOf } from '../address/address.ts'
import { remembering } from '../remember.ts'
import type { Alias, Domain, TargetState } from './model.ts'

/** What becomes of mail to an address, as far as the target knows. */
type Delivery =
  /** a mailbox or an alias takes it, or another server does for this domain */
  | 'delivered'
  /** not one of the target's domains */
  | 'external'
  | 'no-mailbox'
  | 'mailbox-inactive'

/** Quick questions to one reading of the target. */
export interface TargetLookup {
  aliasAt(address: string): Alias | undefined
  /** The address is a mailbox, or a mailbox seen through an alias domain: no alias can have it. */
  isMailbox(address: string): boolean
  /** The served domain, or the one that an alias domain stands for. */
  domain(name: string): Domain | undefined
  /** Names of all active domains, sorted; without alias domains, which follow theirs by themselves. */
  readonly servedDomains: readonly string[]
  delivery(address: string): Delivery
}

/**
 * @param counts which aliases count as a place that mail is delivered to
 */
export function createLookup(state: TargetState, counts: (alias: Alias) => boolean): TargetLookup {
  const aliases = new Map(state.aliases.map((alias) => [alias.address, alias]))
  const mailboxes = new Map(state.mailboxes.map((mailbox) => [mailbox.address, mailbox]))
  const domains = new Map(state.domains.map((domain) => [domain.name, domain]))
  const aliasDomains = new Map(state.aliasDomains.map((domain) => [domain.name, domain.target]))

  const resolve = (address: string) => {
    const target = aliasDomains.get(domainOf(address))
    return target ? `${localPartOf(address)}@${target}` : address
  }
  const takesMail = (address: string) => {
    const alias = aliases.get(address)
    return alias?.flags.active === true && counts(alias)
  }
  const domain = (name: string) => domains.get(aliasDomains.get(name) ?? name)

  return {
    aliasAt: (address) => aliases.get(address),
    isMailbox: (address) => mailboxes.has(resolve(address)),
    domain,
    servedDomains: state.domains
      .filter(({ active }) => active)
      .map(({ name }) => name)
      .sort(compareText),
    delivery: remembering(deliveryOf),
  }

  function deliveryOf(address: string): Delivery {
    const served = domain(domainOf(address))
    if (!served) return 'external'
    if (served.relay || takesMail(address) || takesMail(resolve(address))) return 'delivered'
    const mailbox = mailboxes.get(resolve(address))
    if (!mailbox) return 'no-mailbox'
    return mailbox.receives ? 'delivered' : 'mailbox-inactive'
  }
}
