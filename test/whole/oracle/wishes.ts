import { localPartFromName } from '@cowherd/plan'
import type { GroupSnapshot } from '@cowherd/simulators'
import type { Facts } from './facts.ts'
import { membersOf } from './members.ts'
import { personalAddresses, ruleFor, userIn } from './rules.ts'

/** What a group asks for at one address, looked at alone. */
export type Wish =
  /** no alias: left out, or nobody is in it who can get mail */
  | { readonly kind: 'none' }
  /** nothing new for it, and a leaver is still taken out of what it has */
  | {
      readonly kind: 'frozen'
      readonly why: string
      /** Undefined where it cannot be told. */
      readonly address: string | undefined
      readonly members: ReadonlySet<string>
    }
  | { readonly kind: 'alias'; readonly address: string; readonly members: ReadonlySet<string> }

/** The role addresses of RFC 2142, sections 3 to 5. */
const roleNames = new Set(
  'info marketing sales support abuse noc security postmaster hostmaster usenet news webmaster www uucp ftp'.split(
    ' ',
  ),
)

/** Size of Mailcow's column for the list of members, in bytes. */
const gotoBytes = 65_535

/** RFC 5321 section 4.5.3.1.1. */
const localPartMax = 64

/** What a group asks for: at least one thing. */
export function wishesOf(facts: Facts, group: GroupSnapshot): readonly Wish[] {
  const user = facts.users.get(userIn(group.id) ?? -1)
  if (user) {
    const own = [...personalAddresses(facts.rules, user)].filter((address) => !isMailbox(facts, address))
    return own.length > 0 ? own.map((address) => wishAt(facts, group, address, true)) : [{ kind: 'none' }]
  }
  const asked = askedFor(group)
  const everybody = membersOf(facts, group.id, undefined)
  if (asked.wrong !== undefined) {
    const isEmpty = everybody.size === 0
    return [
      isEmpty
        ? { kind: 'none' }
        : { kind: 'frozen', why: asked.wrong, address: undefined, members: everybody },
    ]
  }
  const rule = ruleFor(facts.rules, group)
  const special = group.superuser || group.name.startsWith('authentik ') || facts.settings.groups === 'opt-in'
  const isLeftOut = rule ? rule.lists === undefined : special
  if (asked.enabled === false || (isLeftOut && asked.enabled !== true)) return [{ kind: 'none' }]

  if (asked.address !== undefined) return [wishAt(facts, group, completed(asked.address, facts), true)]
  const { endings, domains } = rule?.lists ?? { endings: [''], domains: [facts.settings.domain] }
  const slug = localPartFromName(group.name)
  const isTooLong = endings.some((ending) => `${slug}${ending}`.length > localPartMax)
  if (slug === undefined || isTooLong) {
    const why = isTooLong ? 'a local part that is too long' : 'no local part'
    return [
      everybody.size === 0
        ? { kind: 'none' }
        : { kind: 'frozen', why, address: undefined, members: everybody },
    ]
  }
  return endings.flatMap((ending) =>
    domains.map((domain) => wishAt(facts, group, `${slug}${ending}@${domain}`, false)),
  )
}

function completed(address: string, { settings }: Facts): string {
  return address.includes('@') ? address.toLowerCase() : `${address}@${settings.domain}`
}

function isMailbox(facts: Facts, address: string): boolean {
  const [local = '', domain = ''] = address.split('@')
  return facts.mailboxes.has(`${local}@${facts.aliasDomains.get(domain) ?? domain}`)
}

/** @param isAsked it follows from more than a mere name */
function wishAt(facts: Facts, group: GroupSnapshot, full: string, isAsked: boolean): Wish {
  const members = membersOf(facts, group.id, full)
  if (members.size === 0) return { kind: 'none' }
  const problem = problemOf(facts, full, isAsked)
  if (problem) return { kind: 'frozen', why: problem, address: full, members }
  const bytes = [...members].reduce((sum, member) => sum + member.length + 1, -1)
  if (bytes > gotoBytes) return { kind: 'frozen', why: 'too large', address: full, members }
  return { kind: 'alias', address: full, members }
}

function problemOf(facts: Facts, address: string, byAttribute: boolean): string | undefined {
  const [local = '', domain = ''] = address.split('@')
  const served = facts.aliasDomains.get(domain) ?? domain
  if (!facts.domains.has(served)) return 'a domain that is not served'
  if (isMailbox(facts, address)) return 'a mailbox'
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
