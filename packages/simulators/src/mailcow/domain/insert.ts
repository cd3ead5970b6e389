import { isDomainName, toAscii } from '../address.ts'
import type { Store } from '../store/store.ts'

/**
 * Stores a domain without rate limit, with quotas that never bind.
 *
 * @throws Error where the name is invalid or exists
 */
export function insertDomain(
  store: Store,
  fields: {
    readonly domain: string
    readonly active?: boolean
    readonly aliasLimit?: number
    readonly mailboxLimit?: number
    readonly backupmx?: boolean
    readonly relayAllRecipients?: boolean
  },
): void {
  const domain = toAscii(fields.domain)
  if (!isDomainName(domain)) throw new Error(`${fields.domain} is no domain name`)
  if (store.isLocalDomain(domain)) throw new Error(`${domain} exists`)
  const relayAllRecipients = fields.relayAllRecipients ? 1 : 0
  store.domains.put(domain, {
    domain,
    description: fields.domain,
    aliases: fields.aliasLimit ?? 100_000,
    mailboxes: fields.mailboxLimit ?? 100_000,
    defquota: 1024,
    maxquota: 10_240,
    quota: 1_000_000_000,
    active: fields.active === false ? 0 : 1,
    backupmx: fields.backupmx || relayAllRecipients === 1 ? 1 : 0,
    gal: 1,
    relayAllRecipients,
    relayUnknownOnly: 0,
    rateLimit: false,
    created: store.now(),
    modified: null,
  })
}
