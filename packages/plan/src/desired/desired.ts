import { compareText, type Directory, type Group } from '@cowherd/directory'
import { domainOf, localPartOf } from '../address/address.ts'
import { localPartFromName } from '../naming/local-part.ts'
import { isRoleLocalPart } from '../naming/reserved.ts'
import type { Selection } from '../selection/select.ts'
import type { PlanSettings } from '../settings.ts'
import type { TargetLookup } from '../target/lookup.ts'
import { decideMembers, type MemberDecision, memberAddresses } from './members.ts'

/** Why an alias cannot be brought to what its group wants, whatever else happens. */
export type FreezeReason =
  | 'wrong-attribute'
  | 'unnameable'
  | 'role-address'
  | 'is-mailbox'
  | 'domain-not-served'
  | 'too-large'

/** What the alias of one selected group should be. */
export interface DesiredAlias {
  readonly group: Group
  /** Undefined where the group's name yields none. */
  readonly address: string | undefined
  /** The group's attribute or its name. */
  readonly rule: 'attribute cowherd.address' | 'group name'
  readonly decisions: readonly MemberDecision[]
  /** Sorted, each once. Empty means that nobody is left to deliver to. */
  readonly members: readonly string[]
  /** Not to be created, renamed or given members; leavers are taken out all the same. */
  readonly frozen: FreezeReason | undefined
  /** Details of a wrong attribute. */
  readonly problems: readonly string[]
}

/** Mailcow's goto column holds so many octets, commas included. */
export const gotoOctetsMax = 65_535

/** Octets of a joined member list. */
export function gotoOctets(members: readonly string[]): number {
  return members.reduce((sum, member) => sum + member.length + 1, 0) - (members.length > 0 ? 1 : 0)
}

/** The desired alias of one selected group. */
function desiredAlias(
  directory: Directory,
  { group, attributes }: Selection,
  lookup: TargetLookup,
  settings: PlanSettings,
): DesiredAlias {
  const localPart = localPartFromName(group.name)
  const address = attributes.address ?? (localPart ? `${localPart}@${settings.domain}` : undefined)
  const decisions = decideMembers(directory, group.id, address ?? '', lookup, settings)
  const members = memberAddresses(decisions)
  return {
    group,
    address,
    rule: attributes.address ? 'attribute cowherd.address' : 'group name',
    decisions,
    members,
    frozen: freezeReason(),
    problems: attributes.problems,
  }

  function freezeReason(): FreezeReason | undefined {
    if (attributes.problems.length > 0) return 'wrong-attribute'
    if (!address) return 'unnameable'
    if (!attributes.address && isRoleLocalPart(localPartOf(address))) return 'role-address'
    if (!lookup.domain(domainOf(address))) return 'domain-not-served'
    if (lookup.isMailbox(address)) return 'is-mailbox'
    return gotoOctets(members) > gotoOctetsMax ? 'too-large' : undefined
  }
}

/** Desired aliases by group id, in order of id. */
export function desiredAliases(
  directory: Directory,
  selections: readonly Selection[],
  lookup: TargetLookup,
  settings: PlanSettings,
): Map<string, DesiredAlias> {
  const desired = new Map<string, DesiredAlias>()
  for (const selection of selections) {
    if (selection.skip) continue
    desired.set(selection.group.id, desiredAlias(directory, selection, lookup, settings))
  }
  return new Map([...desired].sort(([a], [b]) => compareText(a, b)))
}
