import { isDomainName, isEmail, toKey } from '../address.ts'
import type { Report } from '../call.ts'
import { toList, type Value } from '../php.ts'
import type { Store } from '../store/store.ts'

/** Deletes the permissions to send as the address: of one mailbox, or of all when left out. */
export function dropSenderAcl(store: Store, sendAs: string, username?: string): void {
  const only = username === undefined ? undefined : store.senderAcl.get(toKey(username))
  for (const row of username === undefined ? store.senderAcl.rows() : only ? [only] : []) {
    write(
      store,
      row.username,
      row.sendAs.filter((other) => toKey(other) !== toKey(sendAs)),
    )
  }
}

/**
 * Replaces what a mailbox may send as. Invalid entries are reported and left out; stored entries that are no alias
 * or local domain any more stay.
 */
export function replaceSenderAcl(store: Store, report: Report, username: string, value: Value): void {
  const given = toList(value)
  const asked = given.includes('*') ? ['*'] : given.filter((entry) => entry !== 'default')
  const stale = (store.senderAcl.get(toKey(username))?.sendAs ?? []).filter((entry) => isStale(store, entry))
  const valid = asked.filter((entry): entry is string => {
    const grantable = typeof entry === 'string' && isGrantable(store, entry)
    if (!grantable) report.danger(['sender_acl_invalid', entry])
    return grantable
  })
  const merged = [...valid, ...stale]
  const granted = (merged.includes('*') ? ['*'] : merged).map((entry) => {
    const domain = entry.replace(/^@+/, '')
    return isDomainName(domain) ? `@${domain}` : entry
  })
  const redundant = membershipsThatAllow(store, username)
  write(
    store,
    username,
    granted.filter((entry) => !redundant.has(entry)),
  )
}

function write(store: Store, username: string, sendAs: readonly string[]): void {
  if (sendAs.length === 0) store.senderAcl.drop(toKey(username))
  else store.senderAcl.put(toKey(username), { username, sendAs })
}

function isStale(store: Store, entry: string): boolean {
  if (entry.startsWith('@')) return !store.isLocalDomain(entry.slice(1))
  return entry !== '*' && !isLocalAddress(store, entry)
}

function isGrantable(store: Store, entry: string): boolean {
  if (entry === '*') return true
  if (isEmail(entry)) return isLocalAddress(store, entry)
  return store.isLocalDomain(entry.replace(/^@+/, ''))
}

function isLocalAddress(store: Store, address: string): boolean {
  const row = store.aliases.byAddress(address)
  return row !== undefined && store.isLocalDomain(row.domain)
}

/** Addresses of aliases that let their direct members send and have the mailbox among them. */
function membershipsThatAllow(store: Store, username: string): Set<string> {
  const allowed = new Set<string>()
  for (const row of store.aliases.rows()) {
    if (row.senderAllowed !== 1 || row.address.startsWith('@')) continue
    if (row.goto.split(',').some((goto) => toKey(goto) === toKey(username))) allowed.add(row.address)
  }
  return allowed
}
