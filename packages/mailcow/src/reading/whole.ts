import { domainOf } from '../address.ts'
import type { AliasDomainRow, AliasRow, DomainRow, MailboxRow } from './schemas.ts'

/** The four lists of one reading, as the server gave them. */
export interface Rows {
  readonly domains: readonly DomainRow[]
  readonly aliasDomains: readonly AliasDomainRow[]
  readonly mailboxes: readonly MailboxRow[]
  readonly aliases: readonly AliasRow[]
}

/** A domain of which the server counts another number than it lists. */
export interface Gap {
  readonly domain: string
  readonly counted: number
  readonly listed: number
}

/** What shows that the lists do not belong together. */
export interface Doubts {
  readonly mailboxes: readonly Gap[]
  /**
   * Domains with fewer aliases than counted. One that stays is no error: an alias that points to its own address in other case is
   * counted and never listed.
   */
  readonly aliases: readonly Gap[]
  /** Ids that stand more than once in the list of aliases. */
  readonly repeatedIds: readonly number[]
}

/** Compares the lists with the numbers that the domains themselves tell. The lists are read one after the other, without a transaction. */
export function doubtsOf(rows: Rows): Doubts {
  const targets = new Map(
    rows.aliasDomains.map((row) => [row.alias_domain.toLowerCase(), row.target_domain.toLowerCase()]),
  )
  const mailboxes = countBy(rows.mailboxes.map((row) => domainOf(row.username)))
  const aliases = countBy(
    rows.aliases.map((row) => {
      const domain = domainOf(row.address)
      return targets.get(domain) ?? domain
    }),
  )
  const counted = rows.domains.map((row) => ({ row, domain: row.domain_name.toLowerCase() }))
  const known = new Set(counted.map(({ domain }) => domain))
  return {
    mailboxes: [
      ...counted.map(({ row, domain }) => ({
        domain,
        counted: row.mboxes_in_domain,
        listed: mailboxes.get(domain) ?? 0,
      })),
      ...[...mailboxes]
        .filter(([domain]) => !known.has(domain))
        .map(([domain, listed]) => ({ domain, counted: 0, listed })),
    ].filter((gap) => gap.counted !== gap.listed),
    aliases: counted
      .map(({ row, domain }) => ({
        domain,
        counted: row.aliases_in_domain,
        listed: aliases.get(domain) ?? 0,
      }))
      .filter((gap) => gap.listed < gap.counted),
    repeatedIds: [...countBy(rows.aliases.map((row) => row.id))]
      .filter(([, times]) => times > 1)
      .map(([id]) => id),
  }
}

function countBy<Key>(keys: readonly Key[]): ReadonlyMap<Key, number> {
  const counts = new Map<Key, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}
