import { approvalDigest, type Change, changeName, digest, type Plan } from '@cowherd/plan'

/**
 * The part of a plan that concerns some addresses, with all that it cannot be made without. What approves it approves this part only:
 * nobody lets through what they were not shown.
 */
export function restrictPlan(plan: Plan, addresses: ReadonlySet<string>): Plan {
  const all = [...plan.changes, ...plan.held.map(({ change }) => change)]
  const wanted = new Set(all.filter((change) => concerns(change, addresses)))
  // A set is iterated over what is added meanwhile, too.
  for (const change of wanted) for (const other of all) if (isNeeded(other, change)) wanted.add(other)

  const changes = plan.changes.filter((change) => wanted.has(change))
  const held = plan.held.filter(({ change }) => wanted.has(change))
  const approval = approvalDigest(held, changes)
  return {
    ...plan,
    changes,
    held,
    approval,
    checksum: digest([plan.checksum, approval ?? null, [...addresses].sort()]),
    conflicts: plan.conflicts.filter(({ address }) => address !== null && addresses.has(address)),
  }
}

function concerns({ address, before }: Change, addresses: ReadonlySet<string>): boolean {
  return addresses.has(address) || (before !== undefined && addresses.has(before.address))
}

/** Whether a change is of the same alias as another one, comes before it, or exchanges addresses with it. */
function isNeeded(other: Change, by: Change): boolean {
  if (other.exchange !== undefined && other.exchange === by.exchange) return true
  return (other.id !== undefined && other.id === by.id) || by.dependsOn.includes(changeName(other))
}
