import { isDomainName, toAscii, toKey } from '../address.ts'
import { type Call, createReport } from '../call.ts'
import { escapeHtml, type Input, toList, toText } from '../php.ts'
import type { Store } from '../store/store.ts'

/** Carries out `delete/domain` for each item of `domain`. */
export function deleteDomain(call: Call, input: Input): void {
  const { store } = call
  const report = createReport(call, 'delete', 'domain', input)
  for (const item of toList(input.domain)) {
    const domain = toAscii(typeof item === 'object' ? '' : toText(item))
    if (!isDomainName(domain)) report.danger('domain_invalid')
    else if (store.mailboxes.groupSize(domain) > 0) report.danger(['domain_not_empty', domain])
    else {
      removeDomain(store, domain)
      report.success(['domain_removed', escapeHtml(domain)])
    }
  }
  report.end()
}

/**
 * Removes a domain without mailboxes, its aliases and the alias domains that point to it. Aliases in these alias
 * domains stay in the table and are not visible any more.
 */
function removeDomain(store: Store, domain: string): void {
  store.domains.drop(domain)
  removeAliasesOf(store, domain)
  for (const row of store.aliasDomains.group(domain)) store.aliasDomains.drop(row.aliasDomain)
}

/** Carries out `delete/alias-domain` for each item of `alias_domain`. */
export function deleteAliasDomain(call: Call, input: Input): void {
  const { store } = call
  const report = createReport(call, 'delete', 'alias_domain', input)
  for (const item of toList(input.alias_domain)) {
    const name = typeof item === 'object' ? '' : toText(item)
    const row = store.aliasDomains.get(toKey(name))
    if (!isDomainName(name)) report.danger('domain_invalid')
    else if (!row) report.danger('access_denied')
    else {
      store.aliasDomains.drop(row.aliasDomain)
      removeAliasesOf(store, row.aliasDomain)
      report.success(['alias_domain_removed', escapeHtml(row.aliasDomain)])
    }
  }
  report.end()
}

function removeAliasesOf(store: Store, domain: string): void {
  for (const row of store.aliases.ofDomain(domain)) store.aliases.remove(row.id)
  for (const row of store.timeLimitedAliases.rows()) {
    if (toKey(row.address).endsWith(`@${domain}`)) store.timeLimitedAliases.drop(toKey(row.address))
  }
}
