import type { MemberOptions } from '../model/options.ts'
import type { GroupRule } from '../model/rules.ts'
import { finding, type LintFinding } from './finding.ts'

/** Options of members that contradict each other. */
export function contradictingMembers(
  rules: readonly GroupRule[],
  served: readonly string[] | undefined,
): LintFinding[] {
  return rules.flatMap((rule) => {
    if (rule.action === 'ignore') return []
    const { members } = rule.action
    return [
      ...(leavesNobody(members, served) ? [finding('no-members-left', rule, nobodyLeft)] : []),
      ...addedAndLeftOut(members).map((address) =>
        finding(
          'added-and-left-out',
          rule,
          `${address} stands both in members.add and in members.leave_out. Remove one of them.`,
        ),
      ),
    ]
  })
}

const nobodyLeft =
  'Nobody can be a member: members.domains names only domains that the server does not serve, and members.external is drop.'

function leavesNobody({ domains, external }: MemberOptions, served: readonly string[] | undefined): boolean {
  if (!domains || domains.served || !served || external !== 'drop') return false
  return !domains.names.some((name) => served.includes(name))
}

function addedAndLeftOut({ add, leaveOut }: MemberOptions): string[] {
  const left = new Set(leaveOut.map(({ address }) => address))
  return add.filter((address) => left.has(address))
}
