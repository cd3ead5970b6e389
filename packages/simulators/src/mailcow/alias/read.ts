import { isEmail, toKey } from '../address.ts'
import type { Value } from '../php.ts'
import { isSelfRow } from '../store/aliases.ts'
import type { AliasRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'

/** The alias of an id or address as the API sees it: rows of mailboxes and of removed domains are hidden. */
export function visibleAlias(store: Store, item: Value): AliasRow | undefined {
  const row = store.aliases.match(item)
  return row && store.isLocalDomain(row.domain) ? row : undefined
}

/** Aliases of some domains, ids ascending inside a domain; of all domains, then all alias domains, when left out. */
export function listAliases(store: Store, domains?: readonly string[]): AliasRow[] {
  const names = domains ?? [
    ...store.domains.rows().map((row) => row.domain),
    ...store.aliasDomains.rows().map((row) => row.aliasDomain),
  ]
  return names
    .filter((name) => store.isLocalDomain(name))
    .flatMap((name) => store.aliases.ofDomain(name).filter((row) => !isSelfRow(row)))
}

/** The object that `get/alias` shows for a row. */
export function showAlias(store: Store, row: AliasRow): { [key: string]: Value } {
  return {
    in_primary_domain: store.aliasDomains.get(toKey(row.domain))?.targetDomain ?? '',
    id: row.id,
    domain: row.domain,
    public_comment: row.publicComment,
    private_comment: row.privateComment,
    goto: row.goto,
    address: row.address,
    is_catch_all: isEmail(row.address) ? 0 : 1,
    internal: row.internal,
    active: row.active,
    active_int: row.active,
    sogo_visible: row.sogoVisible,
    sogo_visible_int: row.sogoVisible,
    sender_allowed: row.senderAllowed,
    created: row.created,
    modified: row.modified,
  }
}
