import { gotoOctets, gotoOctetsMax } from './desired/desired.ts'
import { withMembers } from './difference/build.ts'
import type { Change } from './difference/change.ts'
import { sameContent } from './difference/content.ts'
import type { Skipped } from './notice.ts'
import type { Policy } from './settings.ts'

/** The changes that a policy allows, and what it leaves undone. A change that waits for a forbidden one is left undone too. */
export function applyPolicy(
  changes: readonly Change[],
  policy: Policy,
): { readonly changes: readonly Change[]; readonly skipped: readonly Skipped[] } {
  if (policy === 'sync') return { changes, skipped: [] }
  const allowed: Change[] = []
  const skipped: Skipped[] = []
  const forbidden = new Set<number>()
  for (const change of changes) {
    const reduced = policy === 'create-only' ? onlyCreate(change) : withoutLoss(change)
    const waits = change.dependsOn.some((id) => forbidden.has(id))
    if (reduced && !waits) allowed.push(reduced)
    else {
      if (change.id !== undefined) forbidden.add(change.id)
      skipped.push({
        group: change.group,
        address: change.address,
        reason: `COWHERD_POLICY=${policy} does not allow it to ${change.action} ${change.address}`,
      })
    }
  }
  return { changes: allowed, skipped }
}

function onlyCreate(change: Change): Change | undefined {
  return change.action === 'create' ? change : undefined
}

function withoutLoss(change: Change): Change | undefined {
  const { action, before, after } = change
  if (action === 'delete' || action === 'deactivate' || action === 'release' || !after?.flags.active)
    return undefined
  const kept = withMembers(change, [...after.members, ...change.remove])
  if (!kept.after || gotoOctets(kept.after.members) > gotoOctetsMax) return undefined
  if (before && sameContent(before, kept.after)) return undefined
  return { ...kept, fallback: change.fallback && withoutLoss(change.fallback) }
}
