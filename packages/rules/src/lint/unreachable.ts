import type { Rules } from '../model/rules.ts'
import { groupMatchCovers, userMatchCovers } from './covers.ts'
import { type AnyRule, finding, type LintFinding } from './finding.ts'

/** Rules that never decide: an earlier one matches everything that they match. */
export function unreachableRules({ groups, users }: Rules): LintFinding[] {
  return [
    ...unreachable(groups, ({ match }) => match, groupMatchCovers),
    ...unreachable(users, ({ match }) => match, userMatchCovers),
  ]
}

function unreachable<Rule extends AnyRule, Match>(
  rules: readonly Rule[],
  matchOf: (rule: Rule) => Match,
  covers: (wide: Match) => (narrow: Match) => boolean,
): LintFinding[] {
  const tests = rules.map((rule) => ({ rule, isCovered: covers(matchOf(rule)) }))
  return rules.flatMap((rule) => {
    const match = matchOf(rule)
    const first = tests.find(({ rule: other, isCovered }) => other === rule || isCovered(match))?.rule
    return first && first !== rule ? finding('unreachable', rule, messageFor(rule.name, first.name)) : []
  })
}

function messageFor(rule: string, earlier: string): string {
  return `Never used: ${earlier} comes first and matches everything that ${rule} matches. Move it up or narrow ${earlier}.`
}
