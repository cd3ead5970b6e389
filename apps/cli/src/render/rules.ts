import type { LintFinding, Rules } from '@cowherd/rules'
import type { RuleUse } from '../rules/uses.ts'
import { count, type Paint } from './style.ts'

/** What the rules make of each group and user, as text for people. Ends with a line feed. */
export function renderRuleUses(uses: readonly RuleUse[], paint: Paint): string {
  const blocks = uses.map((use) => [headline(use, paint), ...aliasLines(use, paint)].join('\n'))
  const aliases = uses.reduce((sum, { addresses }) => sum + addresses.length, 0)
  const matched = uses.filter(({ rule }) => rule !== undefined).length
  return `${[...blocks, `${matched} of ${count(uses.length, 'group or user', 'groups and users')} matched by a rule; ${count(aliases, 'alias', 'aliases')} in all.`].join('\n')}\n`
}

function headline({ kind, name, rule, skipped }: RuleUse, paint: Paint): string {
  const what = kind === 'user' ? `${name} (user)` : name
  const by = rule === undefined ? 'no rule' : rule
  return `${paint('bold', what)}  ${paint('cyan', by)}${skipped === undefined ? '' : paint('dim', `  no alias: ${skipped}`)}`
}

function aliasLines({ addresses }: RuleUse, paint: Paint): string[] {
  return addresses.map(({ address, members, obstacle }) =>
    obstacle === undefined
      ? `    ${address}  ${paint('dim', count(members, 'member'))}`
      : `    ${address}  ${paint('red', `conflict: ${obstacle}`)}`,
  )
}

/** What is doubtful about rules, as text for people. Ends with a line feed. */
export function renderFindings(findings: readonly LintFinding[], rules: Rules, paint: Paint): string {
  const total = count(rules.groups.length + rules.users.length, 'rule')
  if (findings.length === 0) return `${total}; nothing doubtful found.\n`
  const lines = findings.map(
    ({ rule, code, message }) => `${paint('bold', rule)}  ${paint('yellow', code)}  ${message}`,
  )
  return `${[...lines, `${total}; ${count(findings.length, 'doubtful thing')}.`].join('\n')}\n`
}
