import type { TargetState } from '@cowherd/plan'
import type { Part, Rules } from '@cowherd/rules'
import type { Verdict } from '../check/check.ts'
import { ok, problem, warning } from '../check/verdict.ts'

/** Fewer free places than this are told of. */
const fewAliases = 10

/** Every domain that settings and rules name in full: lower case, punycode, each once. */
export function namedDomains(domain: string, rules: Rules): string[] {
  const actions = [...rules.groups, ...rules.users].flatMap(({ action }) =>
    action === 'ignore' ? [] : [action],
  )
  const named = actions.flatMap((action) => [
    ...(action.domain?.names ?? []),
    ...(action.address ?? []).flatMap((address) => literal(address.domain ?? [])),
  ])
  return [...new Set([domain, ...named])]
}

function literal(parts: readonly Part[]): string[] {
  const [only, ...more] = parts
  return only && more.length === 0 && 'text' in only ? [only.text] : []
}

/** Whether Mailcow serves the domains and has room for aliases in them. */
export function judgeDomains(
  names: readonly string[],
  { domains, aliasDomains }: Pick<TargetState, 'domains' | 'aliasDomains'>,
): Verdict {
  const verdicts = names.map((name) => judgeDomain(name, { domains, aliasDomains }))
  const worst =
    verdicts.find(({ state }) => state === 'problem') ?? verdicts.find(({ state }) => state === 'warning')
  if (!worst) return ok(`${names.join(', ')}: served, active, with room for aliases.`)
  const same = verdicts.filter(({ state }) => state === worst.state)
  return {
    state: worst.state,
    reason: same.map(({ reason }) => reason).join(' '),
    fix: [...new Set(same.map(({ fix }) => fix))].join(' '),
  }
}

function judgeDomain(
  name: string,
  { domains, aliasDomains }: Pick<TargetState, 'domains' | 'aliasDomains'>,
): Verdict {
  const target = aliasDomains.find((one) => one.name === name)?.target ?? name
  const domain = domains.find((one) => one.name === target)
  if (!domain) {
    return problem(
      `Mailcow does not serve ${name}.`,
      'Correct COWHERD_DOMAIN or the rule, or add the domain in Mailcow (E-Mail > Configuration > Domains).',
    )
  }
  if (!domain.active) {
    return problem(
      `The domain ${name} is not active in Mailcow.`,
      'Activate it in Mailcow (E-Mail > Configuration > Domains): no mail is delivered there.',
    )
  }
  const raise = 'Raise the number of possible aliases of the domain in Mailcow.'
  if (domain.aliasesLeft <= 0) return problem(`The domain ${name} may have no more aliases.`, raise)
  if (domain.aliasesLeft < fewAliases) {
    return warning(`The domain ${name} may have ${domain.aliasesLeft} more aliases.`, raise)
  }
  return ok(`${name} is served.`)
}
