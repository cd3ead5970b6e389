import { type AnyRule, finding, type LintFinding } from './finding.ts'

/** Rules that have the name of an earlier one. */
export function duplicateNames(rules: readonly AnyRule[]): LintFinding[] {
  const positions = new Map<string, number>()
  return rules.flatMap((rule) => {
    const first = positions.get(rule.name)
    if (first !== undefined) return finding('duplicate-name', rule, messageFor(first))
    positions.set(rule.name, rule.position)
    return []
  })
}

function messageFor(position: number): string {
  return `Has the same name as the rule at position ${position}. Give each its own, so that plans tell them apart.`
}
