import type { AddressTemplate, DomainSet, Part } from '../model/address.ts'
import type { AliasOptions } from '../model/options.ts'
import type { GroupRule, UserRule } from '../model/rules.ts'
import type { LintFinding } from './finding.ts'

/** Domains in which no alias can be made, and a `domain` that no address takes. */
export function domainFindings(
  rule: GroupRule | UserRule,
  served: readonly string[] | undefined,
): LintFinding[] {
  if (rule.action === 'ignore') return []
  const { domain, address } = rule.action
  return [
    ...notServed(rule.name, domainsOf(rule.action, address), served),
    ...unused(rule.name, domain, address),
  ]
}

/** The text that parts without placeholders make, or undefined where there are placeholders. */
export function literalText(parts: readonly Part[]): string | undefined {
  const texts = parts.map((part) => ('text' in part ? part.text : undefined))
  return texts.includes(undefined) ? undefined : texts.join('')
}

function domainsOf({ domain }: AliasOptions, address: readonly AddressTemplate[] = []): Set<string> {
  const own = address.flatMap((template) => (template.domain && literalText(template.domain)) ?? [])
  return new Set([...(domain?.names ?? []), ...own])
}

function notServed(
  rule: string,
  domains: ReadonlySet<string>,
  served: readonly string[] | undefined,
): LintFinding[] {
  if (!served) return []
  return [...domains]
    .filter((domain) => !served.includes(domain))
    .map((domain) => ({
      code: 'domain-not-served',
      rule,
      message: `The Mailcow server has no active domain ${domain}, so aliases in it cannot be made. Add it there or correct it here.`,
    }))
}

function unused(
  rule: string,
  domain: DomainSet | undefined,
  address: readonly AddressTemplate[] | undefined,
): LintFinding[] {
  if (!domain || !address?.every((template) => template.domain !== undefined)) return []
  const message =
    'domain has no effect: every address brings its own domain. Remove domain, or the domains of the addresses.'
  return [{ code: 'domain-unused', rule, message }]
}
