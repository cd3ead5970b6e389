import type { AliasRow, DomainRow, MailboxRow } from './reading/schemas.ts'

/** Rows as the server gives them, for tests; fields that do not matter can be left out. */
export function aliasRow(row: Partial<AliasRow> & { id: number; address: string }) {
  return {
    in_primary_domain: '',
    domain: row.address.slice(row.address.lastIndexOf('@') + 1),
    public_comment: null,
    private_comment: null,
    goto: 'alice@example.org,bob@example.org',
    is_catch_all: 0,
    internal: 0,
    active: 1,
    active_int: 1,
    sogo_visible: 0,
    sogo_visible_int: 0,
    sender_allowed: 0,
    created: '2026-11-24 08:39:59',
    modified: null,
    ...row,
  }
}

export function domainRow(row: Partial<DomainRow> & { domain_name: string }) {
  return {
    mboxes_in_domain: 0,
    mboxes_left: 1000,
    max_num_aliases_for_domain: 400,
    backupmx: 0,
    active: 1,
    relay_all_recipients: 0,
    aliases_in_domain: 0,
    aliases_left: 400,
    rl: false,
    domain_admins: '-',
    ...row,
  }
}

export function mailboxRow(row: Partial<MailboxRow> & { username: string }) {
  return { active: 1, domain: 'example.org', name: 'Alice', custom_attributes: [], sender_acl: [], ...row }
}
