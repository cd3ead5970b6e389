import type { Part } from '../model/address.ts'
import { type AnyRule, finding, type LintFinding } from './finding.ts'

/** Domains in which no alias can be made. */
export function notServedDomains(
  rules: readonly AnyRule[],
  served: readonly string[] | undefined,
): LintFinding[] {
  if (!served) return []
  const known = new Set(served)
  return rules.flatMap((rule) =>
    domainsOf(rule)
      .filter((domain) => !known.has(domain))
      .map((domain) =>
        finding(
          'domain-not-served',
          rule,
          `The Mailcow server has no active domain ${domain}, so aliases in it cannot be made. Add it there or correct it here.`,
        ),
      ),
  )
}

/** A `domain` that no address takes. */
export function unusedDomains(rules: readonly AnyRule[]): LintFinding[] {
  const message =
    'domain has no effect: every address brings its own domain. Remove domain, or the domains of the addresses.'
  return rules
    .filter(
      ({ action }) =>
        action !== 'ignore' &&
        action.domain !== undefined &&
        action.address?.every(({ domain }) => domain !== undefined),
    )
    .map((rule) => finding('domain-unused', rule, message))
}

/** The text that parts without placeholders make, or undefined where there are placeholders. */
export function literalText(parts: readonly Part[]): string | undefined {
  const texts = parts.map((part) => ('text' in part ? part.text : undefined))
  return texts.includes(undefined) ? undefined : texts.join('')
}

/** Each once, without those that have placeholders. */
function domainsOf({ action }: AnyRule): string[] {
  if (action === 'ignore') return []
  const own = (action.address ?? []).flatMap(({ domain }) => (domain && literalText(domain)) ?? [])
  return [...new Set([...(action.domain?.names ?? []), ...own])]
}
