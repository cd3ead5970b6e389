import { planDocument } from '@cowherd/plan'
import type { Report } from '@cowherd/reconcile'

/** What a report says of groups and addresses that are not as they should be. */
export interface Named {
  /** Held, or a change that failed: it is left as it is for now. */
  waits(groupId: string, address?: string): boolean
  /** The same, or in conflict, or its group was missed for the first time. */
  differs(groupId: string, address?: string): boolean
  /** Groups in conflict. */
  readonly conflicts: ReadonlySet<string>
  /** Groups that are said to get no alias. */
  readonly skipped: ReadonlySet<string>
  /** Addresses of aliases that carry the marker of a group which another alias serves. */
  readonly seconds: ReadonlySet<string>
  /** Usernames of people who are said to be left out of lists. */
  readonly leftOut: ReadonlySet<string>
  readonly held: number
  readonly failed: number
}

/** Reads a report as a person would. */
export function namedIn(report: Report): Named {
  const plan = planDocument(report.plan)
  const waiting = new Set<string | null | undefined>()
  for (const { address, change } of plan.held)
    for (const name of [address, change.address, change.previousAddress, change.group.id]) waiting.add(name)
  const failures = report.results.filter(({ outcome }) => outcome !== 'applied')
  for (const { change } of failures)
    for (const name of [change.address, change.before?.address, change.group.id]) waiting.add(name)

  const differing = new Set(waiting)
  for (const { group, address } of plan.conflicts) differing.add(group.id).add(address)
  // Without an address it only says that a group gets no alias.
  for (const { group, address } of plan.skipped)
    if (address !== undefined) differing.add(group.id).add(address)
  const isIn = (names: ReadonlySet<unknown>) => (groupId: string, address?: string) =>
    names.has(groupId) || (address !== undefined && names.has(address))
  return {
    waits: isIn(waiting),
    differs: isIn(differing),
    conflicts: new Set(plan.conflicts.map(({ group }) => group.id)),
    skipped: new Set(plan.skipped.map(({ group }) => group.id)),
    seconds: new Set(
      plan.warnings.flatMap(({ code, address }) => (code === 'second-alias' && address ? [address] : [])),
    ),
    leftOut: new Set(
      plan.warnings.flatMap(({ code, user }) => (code.startsWith('member-') && user ? [user] : [])),
    ),
    held: plan.held.length,
    failed: failures.length,
  }
}
