import { toKey } from '../address.ts'
import type { Store } from '../store/store.ts'

/** Whether the address is an alias or a mailbox, the latter also as seen through an alias domain. */
export function isTaken(store: Store, address: string, localPart: string, domain: string): boolean {
  if (store.aliases.byAddress(address)) return true
  const target = store.aliasDomains.get(toKey(domain))?.targetDomain
  return target !== undefined && store.mailboxes.has(toKey(`${localPart}@${target}`))
}
