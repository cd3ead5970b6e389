import type { MailboxRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'

const ATTRIBUTES = {
  force_pw_update: '0',
  force_tfa: '0',
  tls_enforce_in: '0',
  tls_enforce_out: '0',
  sogo_access: '1',
  imap_access: '1',
  pop3_access: '1',
  smtp_access: '1',
  sieve_access: '1',
  eas_access: '1',
  dav_access: '1',
  relayhost: '0',
}

/** Stores a mailbox and the hidden alias row that belongs to it. */
export function insertMailbox(
  store: Store,
  mailbox: Pick<MailboxRow, 'localPart' | 'domain' | 'name' | 'active' | 'quota'> & {
    tags?: readonly string[]
  },
): void {
  const now = store.now()
  const username = `${mailbox.localPart}@${mailbox.domain}`
  store.mailboxes.put(username, {
    tags: [],
    ...mailbox,
    username,
    attributes: {
      ...ATTRIBUTES,
      passwd_update: now,
      mailbox_format: 'maildir:',
      quarantine_notification: 'hourly',
      quarantine_category: 'reject',
      attribute_hash: '',
    },
    created: now,
    modified: now,
  })
  store.aliases.insert({
    address: username,
    goto: username,
    domain: mailbox.domain,
    active: mailbox.active,
    internal: 0,
    senderAllowed: 1,
    sogoVisible: 1,
    publicComment: null,
    privateComment: null,
  })
}
