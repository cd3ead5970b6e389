import { isDomainName, toKey } from '../address.ts'
import { type AliasTable, createAliasTable } from './aliases.ts'
import type { AliasDomainRow, DomainRow, MailboxRow, SenderAclRow } from './rows.ts'
import { createJournal, createTable, type Journal, type Table } from './table.ts'

/** Everything the server keeps. */
export interface Store {
  readonly journal: Journal
  readonly aliases: AliasTable
  /** By name in lower case and punycode. */
  readonly domains: Table<string, DomainRow>
  /** By alias domain, grouped by target domain. */
  readonly aliasDomains: Table<string, AliasDomainRow>
  /** By address in lower case, grouped by domain. */
  readonly mailboxes: Table<string, MailboxRow>
  /** By mailbox in lower case; mailboxes without entries have no row. */
  readonly senderAcl: Table<string, SenderAclRow>
  /** Time-limited aliases: the mailbox by address. */
  readonly timeLimitedAliases: Table<string, { readonly address: string; readonly goto: string }>
  /** The server's time, `YYYY-MM-DD HH:MM:SS`. */
  now(): string
  /** Whether the name is a domain or an alias domain here. */
  isLocalDomain(name: string): boolean
  /** The domain itself, or the target of an alias domain. */
  primaryDomain(name: string): DomainRow | undefined
  /** Aliases that count for the domain's limit: those in its alias domains too, mailboxes not. */
  countAliases(domain: string): number
}

/** Makes an empty store. */
export function createStore(now: () => string): Store {
  const journal = createJournal()
  const aliases = createAliasTable(journal, now)
  const domains = createTable<string, DomainRow>(journal)
  const aliasDomains = createTable<string, AliasDomainRow>(journal, (row) => row.targetDomain)
  const mailboxes = createTable<string, MailboxRow>(journal, (row) => row.domain)
  const senderAcl = createTable<string, SenderAclRow>(journal)
  const timeLimitedAliases = createTable<string, { address: string; goto: string }>(journal)
  return {
    journal,
    aliases,
    domains,
    aliasDomains,
    mailboxes,
    senderAcl,
    timeLimitedAliases,
    now,
    isLocalDomain(name) {
      return isDomainName(name) && (domains.has(toKey(name)) || aliasDomains.has(toKey(name)))
    },
    primaryDomain(name) {
      return domains.get(aliasDomains.get(toKey(name))?.targetDomain ?? toKey(name))
    },
    countAliases(domain) {
      let count = aliases.countOf(domain) - mailboxes.groupSize(domain)
      for (const row of aliasDomains.group(domain)) count += aliases.countOf(row.aliasDomain)
      return count
    },
  }
}
