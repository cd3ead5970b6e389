import { domainToUnicode } from 'node:url'
import { toAscii } from '../address.ts'
import { trim, type Value } from '../php.ts'
import type { AliasDomainRow, DomainRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'

const MIB = 1_048_576

/** The domain of a name; for an alias domain its target, as on the server. */
export function visibleDomain(store: Store, name: string): DomainRow | undefined {
  return store.primaryDomain(toAscii(trim(name)))
}

/** The object that `get/domain` shows for a row. */
export function showDomain(store: Store, row: DomainRow): { [key: string]: Value } {
  const mailboxes = store.mailboxes.group(row.domain)
  const quotaUsed = mailboxes.reduce((sum, mailbox) => sum + mailbox.quota, 0)
  const maxNewQuota = Math.min(row.quota * MIB - quotaUsed, row.maxquota * MIB)
  const aliases = store.countAliases(row.domain)
  return {
    max_new_mailbox_quota: maxNewQuota,
    def_new_mailbox_quota: Math.min(maxNewQuota, row.defquota * MIB),
    quota_used_in_domain: String(quotaUsed),
    bytes_total: 0,
    msgs_total: 0,
    mboxes_in_domain: mailboxes.length,
    mboxes_left: row.mailboxes - mailboxes.length,
    domain_name: row.domain,
    domain_h_name: domainToUnicode(row.domain),
    description: row.description,
    max_num_aliases_for_domain: row.aliases,
    max_num_mboxes_for_domain: row.mailboxes,
    def_quota_for_mbox: row.defquota * MIB,
    max_quota_for_mbox: row.maxquota * MIB,
    max_quota_for_domain: row.quota * MIB,
    relayhost: '0',
    backupmx: row.backupmx,
    backupmx_int: row.backupmx,
    gal: row.gal,
    gal_int: row.gal,
    rl: row.rateLimit,
    active: row.active,
    active_int: row.active,
    relay_all_recipients: row.relayAllRecipients,
    relay_all_recipients_int: row.relayAllRecipients,
    relay_unknown_only: row.relayUnknownOnly,
    relay_unknown_only_int: row.relayUnknownOnly,
    created: row.created,
    modified: row.modified,
    aliases_in_domain: aliases,
    aliases_left: row.aliases - aliases,
    domain_admins: '-',
  }
}

/** The object that `get/alias-domain` shows for a row. */
export function showAliasDomain(store: Store, row: AliasDomainRow): { [key: string]: Value } {
  return {
    alias_domain: row.aliasDomain,
    parent_is_backupmx: store.domains.get(row.targetDomain)?.backupmx ?? 0,
    target_domain: row.targetDomain,
    active: row.active,
    active_int: row.active,
    rl: false,
    created: row.created,
    modified: row.modified,
  }
}
