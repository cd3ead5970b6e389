import type { GroupRule, UserRule } from '../model/rules.ts'
import type { LintFinding } from './finding.ts'

/** Options of members that contradict each other. */
export function memberFindings(
  rule: GroupRule | UserRule,
  served: readonly string[] | undefined,
): LintFinding[] {
  if (rule.kind === 'user' || rule.action === 'ignore') return []
  const { domains, external, add, leaveOut } = rule.action.members
  const findings: LintFinding[] = []
  const onlyOutside =
    domains && !domains.served && served && !domains.names.some((name) => served.includes(name))
  if (onlyOutside && external === 'drop') {
    findings.push({
      code: 'no-members-left',
      rule: rule.name,
      message:
        'Nobody of the group is a member: members.domains names only domains that the server does not serve, and members.external is drop.',
    })
  }
  for (const address of add.filter((added) => leaveOut.some((left) => left.address === added))) {
    const message = `${address} stands both in members.add and in members.leave_out. Remove one of them.`
    findings.push({ code: 'added-and-left-out', rule: rule.name, message })
  }
  return findings
}
