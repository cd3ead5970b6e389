import type { Change, Plan } from '@cowherd/plan'

/** The part of a plan that concerns some addresses, with the changes that those wait for. */
export function restrictPlan(plan: Plan, addresses: ReadonlySet<string>): Plan {
  const byId = new Map(plan.changes.map((change) => [change.id, change]))
  const wanted = new Set<Change>()
  const take = (change: Change) => {
    if (wanted.has(change)) return
    wanted.add(change)
    for (const id of change.dependsOn) {
      const earlier = byId.get(id)
      if (earlier) take(earlier)
    }
    if (change.exchange === undefined) return
    for (const other of plan.changes) if (other.exchange === change.exchange) take(other)
  }
  const concerns = ({ address, before }: Change) =>
    addresses.has(address) || (before !== undefined && addresses.has(before.address))
  for (const change of plan.changes) if (concerns(change)) take(change)
  const held = plan.held.filter(({ change }) => concerns(change))
  return {
    ...plan,
    changes: plan.changes.filter((change) => wanted.has(change)),
    held,
    approval: held.length > 0 ? plan.approval : undefined,
    conflicts: plan.conflicts.filter(({ address }) => address !== null && addresses.has(address)),
  }
}
