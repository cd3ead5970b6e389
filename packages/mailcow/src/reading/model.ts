import type { Alias, AliasDomain, Domain, Mailbox } from '@cowherd/plan'
import type { AliasDomainRow, AliasRow, DomainRow, MailboxRow } from './schemas.ts'

/** Alias of the model; any stored flag other than 1 is off, and so is one that the server does not know yet. */
export function toAlias(row: AliasRow): Alias {
  return {
    id: row.id,
    address: row.address.toLowerCase(),
    goto: row.goto
      .split(',')
      .map((member) => member.trim())
      .filter((member) => member !== ''),
    flags: {
      active: row.active === 1,
      internal: row.internal === 1,
      senderAllowed: row.sender_allowed === 1,
      sogoVisible: row.sogo_visible === 1,
    },
    privateComment: row.private_comment,
    publicComment: row.public_comment,
    modified: row.modified ?? row.created,
  }
}

/** Domain of the model. */
export function toDomain(row: DomainRow): Domain {
  return {
    name: row.domain_name.toLowerCase(),
    active: row.active === 1,
    relay: row.backupmx === 1 || row.relay_all_recipients === 1,
    aliasesLeft: row.aliases_left,
  }
}

/** Alias domain of the model. */
export function toAliasDomain(row: AliasDomainRow): AliasDomain {
  return { name: row.alias_domain.toLowerCase(), target: row.target_domain.toLowerCase() }
}

/** Mailbox of the model; `active` 2 is "login disallowed", mail is accepted. */
export function toMailbox(row: MailboxRow): Mailbox {
  return { address: row.username.toLowerCase(), receives: row.active === 1 || row.active === 2 }
}

/** A copy in order of a text (by code unit) or a number. */
export function sorted<Entry>(
  entries: readonly Entry[],
  key: (entry: Entry) => string | number,
): readonly Entry[] {
  return entries.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
}
