import { type Directory, findCycles } from '@cowherd/directory'
import { domainOf } from './address/address.ts'
import type { DesiredAlias } from './desired/desired.ts'
import { type DropReason, dropTexts } from './desired/members.ts'
import type { Warning } from './notice.ts'
import type { PlanSettings, Policy } from './settings.ts'
import type { TargetLookup } from './target/lookup.ts'

/** Postfix expands an address to at most so many recipients by default (virtual_alias_expansion_limit). */
const recipientsMax = 1000

/** Reasons to drop a member that somebody should know of; an inactive user or a service account is left out on purpose. */
const worthTelling: ReadonlySet<DropReason> = new Set([
  'no-address',
  'invalid-address',
  'own-address',
  'external',
  'no-mailbox',
  'mailbox-inactive',
])

/** All warnings about the directory and what is wished of it, in a stable order. */
export function findWarnings(
  directory: Directory,
  desired: ReadonlyMap<string, DesiredAlias>,
  lookup: TargetLookup,
  settings: PlanSettings,
): Warning[] {
  const lists = new Set([...desired.values()].map(({ address }) => address))
  return [
    ...policyWarnings(desired, settings),
    ...domainWarnings(lookup, settings),
    ...cycleWarnings(directory),
    ...[...desired.values()].flatMap((one) => [
      ...listWarnings(one, lookup),
      ...bouncingWarnings(one, lists, lookup),
    ]),
    ...dropWarnings(desired),
  ]
}

function policyWarnings(desired: ReadonlyMap<string, DesiredAlias>, { policy }: PlanSettings): Warning[] {
  const byRule = new Map<string, Policy>()
  for (const { rule, settings } of desired.values()) {
    if (settings.policy !== 'sync' && settings.policy !== policy) byRule.set(rule, settings.policy)
  }
  const keeps = 'nothing is taken away, so people who left a group go on receiving its mail.'
  return [
    ...(policy === 'sync' ? [] : [`COWHERD_POLICY=${policy}: ${keeps}`]),
    ...[...byRule].map(([rule, one]) => `The rule "${rule}" has the policy ${one}: ${keeps}`),
  ].map((message) => ({ code: 'policy-keeps-leavers', message }))
}

function domainWarnings(lookup: TargetLookup, settings: PlanSettings): Warning[] {
  const domain = lookup.domain(settings.domain)
  if (!domain) {
    return [
      {
        code: 'domain-not-served',
        message: `COWHERD_DOMAIN=${settings.domain} is not a domain of this Mailcow server: add it there, or correct the setting.`,
      },
    ]
  }
  if (domain.active) return []
  return [
    {
      code: 'domain-inactive',
      message: `The domain ${settings.domain} is inactive in Mailcow: its aliases deliver nothing.`,
    },
  ]
}

function cycleWarnings(directory: Directory): Warning[] {
  return findCycles(directory).map((ids) => {
    const names = ids.map((id) => `"${directory.groups.get(id)?.name ?? id}"`).join(', ')
    return {
      code: 'nesting-cycle',
      message: `Groups are nested in each other in a circle: ${names}. Each of them has the members of all.`,
    }
  })
}

function listWarnings({ address, group, members, part }: DesiredAlias, lookup: TargetLookup): Warning[] {
  if (!address || members.length === 0 || part !== undefined) return []
  const about = { address, group: { id: group.id, name: group.name } }
  const warnings: Warning[] = []
  if (members.length > recipientsMax) {
    warnings.push({
      ...about,
      code: 'many-recipients',
      message: `${address} has ${members.length} members: Postfix defers mail to more than ${recipientsMax} recipients unless virtual_alias_expansion_limit is raised.`,
    })
  }
  const external = members.filter((member) => lookup.delivery(member) === 'external')
  if (external.length > 0) {
    const domains = [...new Set(external.map(domainOf))].sort()
    warnings.push({
      ...about,
      code: 'external-members',
      message: `${address} has ${external.length} members outside the served domains (${domains.slice(0, 3).join(', ')}${domains.length > 3 ? ', …' : ''}): their mail leaves the server, and each write takes Mailcow seconds. COWHERD_EXTERNAL_MEMBERS=drop leaves them out.`,
    })
  }
  return warnings
}

/** Members whom a rule keeps although mail to them bounces; another list that is to be made is no such member. */
function bouncingWarnings(
  { address, group, members, settings }: DesiredAlias,
  lists: ReadonlySet<string | undefined>,
  lookup: TargetLookup,
): Warning[] {
  if (!address || settings.members.withoutMailbox === 'drop') return []
  const bouncing = members.filter((member) => !lists.has(member) && isWithoutMailbox(lookup.delivery(member)))
  if (bouncing.length === 0) return []
  const named = `${bouncing.slice(0, 3).join(', ')}${bouncing.length > 3 ? ', …' : ''}`
  return [
    {
      code: 'kept-without-mailbox',
      message: `${address} keeps ${bouncing.length} members that have no active mailbox (${named}), as its rule says: mail to them bounces.`,
      address,
      group: { id: group.id, name: group.name },
    },
  ]
}

function isWithoutMailbox(delivery: ReturnType<TargetLookup['delivery']>): boolean {
  return delivery === 'no-mailbox' || delivery === 'mailbox-inactive'
}

/** One warning for a person and a reason, however many lists it concerns. */
function dropWarnings(desired: ReadonlyMap<string, DesiredAlias>): Warning[] {
  interface Entry {
    readonly who: string
    readonly user: string | undefined
    readonly drop: DropReason
    readonly addresses: string[]
  }
  const found = new Map<string, Entry>()
  const note = (key: string, about: Omit<Entry, 'addresses'>, list: string | undefined) => {
    if (!worthTelling.has(about.drop)) return
    const entry = found.get(key) ?? { ...about, addresses: [] }
    entry.addresses.push(list ?? '(no address)')
    found.set(key, entry)
  }
  for (const { address, decisions, added } of desired.values()) {
    for (const { user, written, drop } of decisions) {
      if (!drop) continue
      const who = `${user.username}${written ? ` (${JSON.stringify(written)})` : ''}`
      const key = `${drop} ${String(user.id).padStart(12, '0')} ${written}`
      note(key, { who, user: user.username, drop }, address)
    }
    for (const { address: member, drop } of added) {
      if (drop) note(`${drop} ${member}`, { who: member, user: undefined, drop }, address)
    }
  }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { who, user, drop, addresses }]) => ({
      code: `member-${drop}`,
      message: `${who} is left out of ${listOf(addresses)}: ${dropTexts[drop]}.`,
      ...(user === undefined ? {} : { user }),
    }))
}

function listOf(addresses: string[]): string {
  const sorted = addresses.sort()
  return sorted.length <= 3
    ? sorted.join(', ')
    : `${sorted.slice(0, 3).join(', ')} and ${sorted.length - 3} more`
}
