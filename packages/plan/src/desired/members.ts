import { compareText, type Directory, directMembers, effectiveMembers, type User } from '@cowherd/directory'
import type { AddressSource, DomainSet } from '@cowherd/rules'
import { domainOf, normaliseAddress } from '../address/address.ts'
import { attributeAt } from '../rules/pattern.ts'
import type { TargetLookup } from '../target/lookup.ts'
import type { MemberSettings } from './list-settings.ts'

/** Why a member of a group is not a member of its alias. */
export type DropReason =
  | 'inactive'
  | 'service-account'
  | 'left-out'
  | 'no-address'
  | 'invalid-address'
  | 'own-address'
  | 'other-domain'
  | 'external'
  | 'no-mailbox'
  | 'mailbox-inactive'

/** One address of a person of a group, and what became of it. */
export interface MemberDecision {
  readonly user: User
  /** Group ids from the group down to the one with the user as a direct member. */
  readonly path: readonly string[]
  /** As the source has it. */
  readonly written: string
  /** Normalised; undefined where there is none. */
  readonly address: string | undefined
  /** Undefined where the address is in the list. */
  readonly drop: DropReason | undefined
}

/** One address that a rule or an attribute adds to a list, and what became of it. */
export interface AddedMember {
  readonly address: string
  readonly drop: DropReason | undefined
}

/** People's words for a reason to drop. */
export const dropTexts: Readonly<Record<DropReason, string>> = {
  inactive: 'the user is inactive',
  'service-account': 'a service account; COWHERD_SERVICE_ACCOUNTS=include takes them in',
  'left-out': 'left out by a rule or by the attribute cowherd.exclude_members',
  'no-address': 'the user has no e-mail address in Authentik',
  'invalid-address': "the user's e-mail address in Authentik is not a valid one",
  'own-address': "the user's e-mail address is the alias itself",
  'other-domain': 'the address is in none of the domains that the rule takes members from',
  external:
    'the address is outside the served domains, and COWHERD_EXTERNAL_MEMBERS=drop or the rule says so',
  'no-mailbox': 'the address is in a served domain and has no mailbox, so mail to it would bounce',
  'mailbox-inactive': 'the mailbox is inactive, so mail to it would bounce',
}

/**
 * Decides for everybody in a group, nested groups included unless told otherwise, in order of user id.
 *
 * @param normalise as `normaliseAddress`; one that remembers what it has seen saves time where people are in many groups
 */
export function decideMembers(
  directory: Directory,
  groupId: string,
  aliasAddress: string,
  lookup: TargetLookup,
  settings: MemberSettings,
  normalise: (address: string) => string | undefined = normaliseAddress,
): MemberDecision[] {
  const judge = addressJudge(aliasAddress, lookup, settings)
  const membersOf = settings.nested ? effectiveMembers : directMembers
  const decisions: MemberDecision[] = []
  for (const { user, path } of membersOf(directory, groupId)) {
    for (const written of addressesOf(user, settings.addressFrom)) {
      const address = normalise(written)
      decisions.push({ user, path, written, address, drop: dropReason(user, written, address) })
    }
  }
  return decisions

  function dropReason(user: User, written: string, address: string | undefined): DropReason | undefined {
    if (!user.active) return 'inactive'
    if (user.serviceAccount && settings.serviceAccounts === 'exclude') return 'service-account'
    if (settings.leaveOutUsers.has(user.username)) return 'left-out'
    if (written === '') return 'no-address'
    return address ? judge(address) : 'invalid-address'
  }
}

/** Decides for the addresses that a rule or an attribute adds. */
export function decideAdded(
  aliasAddress: string,
  lookup: TargetLookup,
  settings: MemberSettings,
): AddedMember[] {
  const judge = addressJudge(aliasAddress, lookup, settings)
  return settings.add.map((address) => ({ address, drop: judge(address) }))
}

/** The addresses that stay, each once, sorted. */
export function memberAddresses(decisions: readonly Pick<MemberDecision, 'address' | 'drop'>[]): string[] {
  const addresses = new Set<string>()
  for (const { address, drop } of decisions) if (address && !drop) addresses.add(address)
  return [...addresses].sort(compareText)
}

function addressJudge(aliasAddress: string, lookup: TargetLookup, settings: MemberSettings) {
  const wanted = settings.domains && domainTest(settings.domains, lookup)
  return (address: string): DropReason | undefined => {
    if (settings.leaveOutAddresses.has(address)) return 'left-out'
    if (address === aliasAddress) return 'own-address'
    if (wanted && !wanted(address)) return 'other-domain'
    const delivery = lookup.delivery(address)
    if (delivery === 'delivered') return undefined
    if (delivery === 'external') return settings.external === 'drop' ? 'external' : undefined
    return settings.withoutMailbox === 'keep' ? undefined : delivery
  }
}

function domainTest(set: DomainSet, lookup: TargetLookup): (address: string) => boolean {
  const names = new Set(set.names)
  return (address) => {
    const domain = domainOf(address)
    return names.has(domain) || (set.served && lookup.domain(domain) !== undefined)
  }
}

/** The addresses of a user, as written; an empty one where there is none. */
function addressesOf(user: User, sources: readonly AddressSource[]): readonly string[] {
  if (sources.length === 1 && sources[0] === 'email') return [user.email.trim() === '' ? '' : user.email]
  const found = sources.flatMap((source) => {
    if (source === 'email') return [user.email]
    const value = attributeAt(user.attributes ?? {}, source.attribute)
    const items: unknown[] = Array.isArray(value) ? value : [value]
    return items.flatMap((item) => (item === undefined || item === null ? [] : [String(item)]))
  })
  const given = [...new Set(found)].filter((text) => text.trim() !== '')
  return given.length > 0 ? given : ['']
}
