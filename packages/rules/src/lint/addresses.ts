import type { AddressTemplate, DomainSet } from '../model/address.ts'
import { literalText } from './domains.ts'
import { type AnyRule, finding, type LintFinding } from './finding.ts'
import { literalName } from './pattern-cover.ts'

/** Addresses without placeholders that everything their rule matches would want. */
export function oneAddressForMany(rules: readonly AnyRule[]): LintFinding[] {
  return rules
    .filter((rule) => !namesOne(rule))
    .flatMap((rule) => {
      const [what, example] = rule.kind === 'group' ? ['group', '{slug}'] : ['user', '{username}']
      return literalAddresses(rule).map(({ written }) =>
        finding(
          'one-address-for-many',
          rule,
          `Every ${what} that it matches wants ${written}, and only one can have it. Match a single ${what} by its name, or use a placeholder such as ${example}.`,
        ),
      )
    })
}

/** Addresses without placeholders that an earlier rule, or the same one, makes too. */
export function sameAddresses(
  rules: readonly AnyRule[],
  served: readonly string[] | undefined,
): LintFinding[] {
  const owners = new Map<string, AnyRule>()
  return rules.flatMap((rule) =>
    wholeAddresses(rule, served).flatMap((address) => {
      const owner = owners.get(address)
      if (owner) return finding('same-address', rule, sharedMessage(shown(address), rule, owner))
      owners.set(address, rule)
      return []
    }),
  )
}

function sharedMessage(address: string, rule: AnyRule, owner: AnyRule): string {
  return owner === rule
    ? `${address} stands there twice. Remove one.`
    : `${address} is an address of ${owner.name} too. Only one of them can have it.`
}

/** Whether a rule matches one thing at most, or tells what it matches by something that only one may have. */
function namesOne(rule: AnyRule): boolean {
  const names = rule.kind === 'group' ? rule.match.group : rule.match.user
  const isOne = names?.length === 1 && names.every((pattern) => literalName(pattern) !== undefined)
  const isUnder = rule.kind === 'group' && rule.match.under !== undefined
  return isOne || isUnder || rule.match.attributes.length > 0
}

function literalAddresses({ action }: AnyRule): readonly AddressTemplate[] {
  if (action === 'ignore') return []
  return (action.address ?? []).filter(
    ({ local, domain }) => literalText(local) !== undefined && (!domain || literalText(domain) !== undefined),
  )
}

/** Whole addresses; behind the @ of one in the default domain stands nothing. */
function wholeAddresses(rule: AnyRule, served: readonly string[] | undefined): string[] {
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

function shown(address: string): string {
  return address.endsWith('@') ? `${address.slice(0, -1)} (in the default domain)` : address
}
