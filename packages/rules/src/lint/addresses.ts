import type { AddressTemplate, DomainSet } from '../model/address.ts'
import type { GroupRule, UserRule } from '../model/rules.ts'
import { literalName } from './covers.ts'
import { literalText } from './domains.ts'
import type { LintFinding } from './finding.ts'

type Rule = GroupRule | UserRule

/** An address without placeholders that everything the rule matches would want. */
export function oneAddressForMany(rule: Rule): LintFinding[] {
  if (rule.action === 'ignore' || matchesOne(rule)) return []
  const [what, example] = rule.kind === 'group' ? ['group', '{slug}'] : ['user', '{username}']
  return literalAddresses(rule).map(({ written }) => ({
    code: 'one-address-for-many',
    rule: rule.name,
    message: `Every ${what} that it matches wants ${written}, and only one can have it. Match a single ${what} by its name, or use a placeholder such as ${example}.`,
  }))
}

/** Addresses without placeholders that an earlier rule, or the same one, makes too. */
export function sameAddresses(
  rule: Rule,
  rules: readonly Rule[],
  served: readonly string[] | undefined,
): LintFinding[] {
  const earlier = rules.filter(({ position }) => position < rule.position)
  const owners = new Map(
    earlier
      .toReversed()
      .flatMap((other) => wholeAddresses(other, served).map((address) => [address, other.name])),
  )
  const findings: LintFinding[] = []
  for (const address of wholeAddresses(rule, served)) {
    const owner = owners.get(address)
    if (owner !== undefined) {
      const message =
        owner === rule.name
          ? `${shownAddress(address)} stands there twice. Remove one.`
          : `${shownAddress(address)} is an address of ${owner} too. Only one of them can have it.`
      findings.push({ code: 'same-address', rule: rule.name, message })
    }
    owners.set(address, rule.name)
  }
  return findings
}

/** Whether it surely matches one thing at most, or tells what it matches by something that one may have. */
function matchesOne(rule: Rule): boolean {
  const names = rule.kind === 'group' ? rule.match.group : rule.match.user
  const isOne = names?.length === 1 && names.every((pattern) => literalName(pattern) !== undefined)
  return (
    isOne || rule.match.attributes.length > 0 || (rule.kind === 'group' && rule.match.under !== undefined)
  )
}

function literalAddresses({ action }: Rule): readonly AddressTemplate[] {
  if (action === 'ignore') return []
  return (action.address ?? []).filter(
    ({ local, domain }) => literalText(local) !== undefined && (!domain || literalText(domain) !== undefined),
  )
}

/** Whole addresses; behind the @ of one in the default domain stands nothing. */
function wholeAddresses(rule: Rule, served: readonly string[] | undefined): string[] {
  if (rule.action === 'ignore') return []
  const domains = domainNames(rule.action.domain, served)
  return literalAddresses(rule).flatMap(({ local, domain }) => {
    const localPart = literalText(local)
    return (domain ? [literalText(domain)] : domains).map((name) => `${localPart}@${name}`)
  })
}

function domainNames(domain: DomainSet | undefined, served: readonly string[] = []): string[] {
  if (!domain) return ['']
  return [...new Set([...domain.names, ...(domain.served ? served : [])])]
}

function shownAddress(address: string): string {
  return address.endsWith('@') ? `${address.slice(0, -1)} (in the default domain)` : address
}
