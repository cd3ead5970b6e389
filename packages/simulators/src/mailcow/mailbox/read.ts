import { toKey } from '../address.ts'
import type { Value } from '../php.ts'
import type { MailboxRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'

const MIB = 1_048_576

/**
 * Mailboxes of some domains, of all when left out. As on the server, a name that is no local domain stands for all
 * mailboxes.
 */
export function listMailboxes(store: Store, domains?: readonly string[]): MailboxRow[] {
  const names = domains ?? store.domains.rows().map((row) => row.domain)
  return names.flatMap((name) =>
    store.isLocalDomain(name) ? store.mailboxes.group(toKey(name)) : store.mailboxes.rows(),
  )
}

/** Makes the function that shows a mailbox as `get/mailbox` does; use it within one answer only. */
export function createMailboxView(store: Store): (row: MailboxRow) => { [key: string]: Value } {
  const quotaSums = new Map<string, number>()

  function quotaSum(domain: string): number {
    const sum =
      quotaSums.get(domain) ?? store.mailboxes.group(domain).reduce((total, row) => total + row.quota, 0)
    quotaSums.set(domain, sum)
    return sum
  }

  return (row) => {
    const domain = store.domains.get(row.domain)
    const left = (domain?.quota ?? 0) * MIB - quotaSum(row.domain) + row.quota
    return {
      username: row.username,
      active: row.active,
      active_int: row.active,
      domain: row.domain,
      name: row.name,
      local_part: row.localPart,
      quota: row.quota,
      messages: 0,
      attributes: row.attributes,
      custom_attributes: [],
      quota_used: 0,
      percent_in_use: row.quota === 0 ? '- ' : 0,
      created: row.created,
      modified: row.modified,
      authsource: 'mailcow',
      percent_class: row.quota === 0 ? 'info' : 'success',
      last_imap_login: 0,
      last_smtp_login: 0,
      last_pop3_login: 0,
      last_sso_login: 0,
      max_new_quota: Math.min(left, (domain?.maxquota ?? 0) * MIB),
      spam_aliases: 0,
      pushover_active: 0,
      rl: domain?.rateLimit ?? false,
      rl_scope: 'domain',
      is_relayed: domain?.backupmx ?? 0,
      sender_acl: [...(store.senderAcl.get(toKey(row.username))?.sendAs ?? [])],
      ...(row.tags.length > 0 ? { tags: [...row.tags] } : {}),
    }
  }
}
