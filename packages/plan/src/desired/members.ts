import { compareText, type Directory, effectiveMembers, type User } from '@cowherd/directory'
import { normaliseAddress } from '../address/address.ts'
import type { PlanSettings } from '../settings.ts'
import type { TargetLookup } from '../target/lookup.ts'

/** Why a member of a group is not a member of its alias. */
export type DropReason =
  | 'inactive'
  | 'service-account'
  | 'no-address'
  | 'invalid-address'
  | 'own-address'
  | 'external'
  | 'no-mailbox'
  | 'mailbox-inactive'

/** One person of a group, and what became of them. */
export interface MemberDecision {
  readonly user: User
  /** Group ids from the group down to the one with the user as a direct member. */
  readonly path: readonly string[]
  /** Normalised; undefined where there is none. */
  readonly address: string | undefined
  /** Undefined where the address is in the list. */
  readonly drop: DropReason | undefined
}

/** People's words for a reason to drop. */
export const dropTexts: Readonly<Record<DropReason, string>> = {
  inactive: 'the user is inactive',
  'service-account': 'a service account; COWHERD_SERVICE_ACCOUNTS=include takes them in',
  'no-address': 'the user has no e-mail address in Authentik',
  'invalid-address': "the user's e-mail address in Authentik is not a valid one",
  'own-address': "the user's e-mail address is the alias itself",
  external: 'the address is outside the served domains and COWHERD_EXTERNAL_MEMBERS=drop',
  'no-mailbox': 'the address is in a served domain and has no mailbox, so mail to it would bounce',
  'mailbox-inactive': 'the mailbox is inactive, so mail to it would bounce',
}

/** Decides for everybody in a group, nested groups included, in order of user id. */
export function decideMembers(
  directory: Directory,
  groupId: string,
  aliasAddress: string,
  lookup: TargetLookup,
  settings: PlanSettings,
): MemberDecision[] {
  return effectiveMembers(directory, groupId).map(({ user, path }) => {
    const address = normaliseAddress(user.email)
    return { user, path, address, drop: dropReason(user, address, aliasAddress, lookup, settings) }
  })
}

/** The addresses that stay, each once, sorted. */
export function memberAddresses(decisions: readonly MemberDecision[]): string[] {
  const addresses = new Set<string>()
  for (const { address, drop } of decisions) if (address && !drop) addresses.add(address)
  return [...addresses].sort(compareText)
}

function dropReason(
  user: User,
  address: string | undefined,
  aliasAddress: string,
  lookup: TargetLookup,
  settings: PlanSettings,
): DropReason | undefined {
  if (!user.active) return 'inactive'
  if (user.serviceAccount && settings.serviceAccounts === 'exclude') return 'service-account'
  if (user.email.trim() === '') return 'no-address'
  if (!address) return 'invalid-address'
  if (address === aliasAddress) return 'own-address'
  const delivery = lookup.delivery(address)
  if (delivery === 'delivered') return undefined
  if (delivery === 'external') return settings.externalMembers === 'drop' ? 'external' : undefined
  return delivery
}
