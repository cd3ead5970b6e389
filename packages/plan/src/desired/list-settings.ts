import type { AddressSource, DomainSet, ListOptions, MemberOptions, PersonalOptions } from '@cowherd/rules'
import { normaliseAddress } from '../address/address.ts'
import type { Selection } from '../selection/select.ts'
import type { PlanSettings, Policy } from '../settings.ts'

/** Who of a group is a member of its aliases. */
export interface MemberSettings {
  /** Members of nested groups count. */
  readonly nested: boolean
  readonly serviceAccounts: 'exclude' | 'include'
  readonly external: 'keep' | 'drop'
  /** Only addresses in these domains; undefined: in any. */
  readonly domains: DomainSet | undefined
  readonly addressFrom: readonly AddressSource[]
  readonly withoutMailbox: 'keep' | 'drop'
  /** Further members: addresses. */
  readonly add: readonly string[]
  /** Usernames as written. */
  readonly leaveOutUsers: ReadonlySet<string>
  readonly leaveOutAddresses: ReadonlySet<string>
}

/** How the aliases of one group are to be: its attributes, else its rule, else the settings. */
export interface ListSettings {
  readonly flags: PlanSettings['flags']
  /** Undefined: whatever stands there. */
  readonly publicComment: string | undefined
  readonly policy: Policy
  readonly orphans: 'retire' | 'release'
  readonly large: 'refuse' | 'split'
  readonly members: MemberSettings
}

/** What holds for a selected group. */
export function listSettings({ attributes, options }: Selection, settings: PlanSettings): ListSettings {
  return {
    flags: {
      internal: attributes.internal ?? options?.internal ?? settings.flags.internal,
      senderAllowed: attributes.senderAllowed ?? options?.senderAllowed ?? settings.flags.senderAllowed,
      sogoVisible: attributes.sogoVisible ?? options?.sogoVisible ?? settings.flags.sogoVisible,
    },
    publicComment: attributes.publicComment ?? options?.publicComment,
    policy: options?.policy ?? settings.policy,
    orphans: options?.orphans ?? 'retire',
    large: (isForList(options) && options.large) || 'refuse',
    members: memberSettings(attributes, isForList(options) ? options.members : undefined, settings),
  }
}

/** Whether options are those of a group's aliases, not of a user's. */
function isForList(options: ListOptions | PersonalOptions | undefined): options is ListOptions {
  return options !== undefined && 'members' in options
}

function memberSettings(
  { extraMembers, excludeMembers }: Selection['attributes'],
  options: MemberOptions | undefined,
  settings: PlanSettings,
): MemberSettings {
  const leaveOut = [
    ...(options?.leaveOut ?? []),
    ...excludeMembers.map((username) => ({ username, address: normaliseAddress(username) })),
  ]
  return {
    nested: options?.nested ?? true,
    serviceAccounts: options?.serviceAccounts ?? settings.serviceAccounts,
    external: options?.external ?? settings.externalMembers,
    domains: options?.domains,
    addressFrom: options?.addressFrom ?? ['email'],
    withoutMailbox: options?.withoutMailbox ?? 'drop',
    add: [...new Set([...(options?.add ?? []), ...extraMembers])],
    leaveOutUsers: new Set(leaveOut.map(({ username }) => username)),
    leaveOutAddresses: new Set(leaveOut.flatMap(({ address }) => address ?? [])),
  }
}
