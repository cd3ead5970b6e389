import type { Rules } from '../model/rules.ts'
import { oneAddressForMany, sameAddresses } from './addresses.ts'
import { notServedDomains, unusedDomains } from './domains.ts'
import type { LintFinding } from './finding.ts'
import { contradictingMembers } from './members.ts'
import { duplicateNames } from './names.ts'
import { unreachableRules } from './unreachable.ts'

/** What is known of the server. */
export interface LintFacts {
  /** Its active domains, lower case and punycode; undefined where they are not known, which leaves some findings out. */
  readonly served?: readonly string[]
}

/** Finds what is doubtful in rules, by rule in the file's order. What it claims is certain; it does not find everything. */
export function lintRules(rules: Rules, { served }: LintFacts = {}): LintFinding[] {
  const inOrder = [...rules.groups, ...rules.users].sort((a, b) => a.position - b.position)
  return [
    ...duplicateNames(inOrder),
    ...unreachableRules(rules),
    ...notServedDomains(inOrder, served),
    ...unusedDomains(inOrder),
    ...oneAddressForMany(inOrder),
    ...sameAddresses(inOrder, served),
    ...contradictingMembers(rules.groups, served),
  ].sort((a, b) => a.position - b.position)
}
