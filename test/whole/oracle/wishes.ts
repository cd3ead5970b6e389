import { localPartFromName } from '@cowherd/plan'
import type { GroupSnapshot } from '@cowherd/simulators'
import type { Facts } from './facts.ts'
import { membersOf } from './members.ts'

/** What a group asks for, looked at alone. */
export type Wish =
  /** no alias: left out, or nobody is in it who can get mail */
  | { readonly kind: 'none' }
  /** nothing new for it, and a leaver is still taken out of what it has */
  | { readonly kind: 'frozen'; readonly why: string; readonly members: ReadonlySet<string> }
  | { readonly kind: 'alias'; readonly address: string; readonly members: ReadonlySet<string> }

/** The role addresses of RFC 2142, sections 3 to 5. */
const roleNames = new Set(
  'info marketing sales support abuse noc security postmaster hostmaster usenet news webmaster www uucp ftp'.split(
    ' ',
  ),
)

/** Size of Mailcow's column for the list of members, in bytes. */
const gotoBytes = 65_535

/** What a group asks for. */
export function wishOf(facts: Facts, group: GroupSnapshot): Wish {
  const asked = askedFor(group)
  const everybody = membersOf(facts, group.id, undefined)
  if (asked.wrong !== undefined) {
    const isEmpty = everybody.size === 0
    return isEmpty ? { kind: 'none' } : { kind: 'frozen', why: asked.wrong, members: everybody }
  }
  if (asked.enabled === false) return { kind: 'none' }
  const special = group.superuser || group.name.startsWith('authentik ') || facts.settings.groups === 'opt-in'
  if (special && asked.enabled !== true) return { kind: 'none' }

  const address = asked.address ?? localPartFromName(group.name)
  const full = address?.includes('@') ? address.toLowerCase() : `${address}@${facts.settings.domain}`
  const members = membersOf(facts, group.id, full)
  if (members.size === 0) return { kind: 'none' }
  if (address === undefined) return { kind: 'frozen', why: 'no local part', members }
  const problem = problemOf(facts, full, asked.address !== undefined)
  if (problem) return { kind: 'frozen', why: problem, members }
  const bytes = [...members].reduce((sum, member) => sum + member.length + 1, -1)
  if (bytes > gotoBytes) return { kind: 'frozen', why: 'too large', members }
  return { kind: 'alias', address: full, members }
}

function problemOf(facts: Facts, address: string, byAttribute: boolean): string | undefined {
  const [local = '', domain = ''] = address.split('@')
  const served = facts.aliasDomains.get(domain) ?? domain
  if (!facts.domains.has(served)) return 'a domain that is not served'
  if (facts.mailboxes.has(`${local}@${served}`)) return 'a mailbox'
  if (roleNames.has(local) && !byAttribute) return 'a role address'
  return undefined
}

interface Asked {
  readonly enabled?: boolean
  readonly address?: string
  readonly wrong?: string
}

function askedFor({ attributes }: GroupSnapshot): Asked {
  const nested = attributes['cowherd'] ?? {}
  if (typeof nested !== 'object' || Array.isArray(nested)) return { wrong: 'attribute cowherd' }
  const { enabled, address } = nested as Record<string, unknown>
  if (enabled !== undefined && typeof enabled !== 'boolean') return { wrong: 'attribute enabled' }
  if (address !== undefined && typeof address !== 'string') return { wrong: 'attribute address' }
  return { ...(enabled === undefined ? {} : { enabled }), ...(address === undefined ? {} : { address }) }
}
