import type { GroupRule, Rules, UserRule } from '../model/rules.ts'
import { oneAddressForMany, sameAddresses } from './addresses.ts'
import { groupMatchCovers, userMatchCovers } from './covers.ts'
import { domainFindings } from './domains.ts'
import type { LintFinding } from './finding.ts'
import { impossibleMatch } from './impossible.ts'
import { memberFindings } from './members.ts'

/** What is known of the server. */
export interface LintFacts {
  /** Its active domains, lower case and punycode; undefined where they are not known, which leaves some findings out. */
  readonly served?: readonly string[]
}

/** Finds what is doubtful in rules, by rule in the file's order. What it claims is certain; it does not find everything. */
export function lintRules(rules: Rules, { served }: LintFacts = {}): LintFinding[] {
  const inOrder = [...rules.groups, ...rules.users].sort((a, b) => a.position - b.position)
  return inOrder.flatMap((rule) => [
    ...duplicateName(rule, inOrder),
    ...impossibleMatch(rule),
    ...unreachable(rule, rules),
    ...domainFindings(rule, served),
    ...oneAddressForMany(rule),
    ...memberFindings(rule, served),
    ...sameAddresses(rule, inOrder, served),
  ])
}

function unreachable(rule: GroupRule | UserRule, rules: Rules): LintFinding[] {
  const earlier =
    rule.kind === 'group'
      ? rules.groups.find(
          ({ position, match }) => position < rule.position && groupMatchCovers(match, rule.match),
        )
      : rules.users.find(
          ({ position, match }) => position < rule.position && userMatchCovers(match, rule.match),
        )
  if (!earlier) return []
  const message = `Never used: ${earlier.name} comes first and matches everything that ${rule.name} matches. Move it up or narrow ${earlier.name}.`
  return [{ code: 'unreachable', rule: rule.name, message }]
}

function duplicateName(
  { name, position }: GroupRule | UserRule,
  rules: readonly (GroupRule | UserRule)[],
): LintFinding[] {
  const first = rules.find((rule) => rule.name === name)
  if (!first || first.position === position) return []
  const message = `Has the same name as the rule at position ${first.position}. Give each its own, so that plans tell them apart.`
  return [{ code: 'duplicate-name', rule: name, message }]
}
