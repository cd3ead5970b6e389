import { gotoOctets, gotoOctetsMax } from './desired/octets.ts'
import { withMembers } from './difference/build.ts'
import { type Change, type ChangeName, changeName } from './difference/change.ts'
import { sameContent } from './difference/content.ts'
import type { Skipped } from './notice.ts'

/** The changes that their policies allow, and what is left undone. A change that waits for a forbidden one is left undone too. */
export function applyPolicy(changes: readonly Change[]): {
  readonly changes: readonly Change[]
  readonly skipped: readonly Skipped[]
} {
  const allowed: Change[] = []
  const skipped: Skipped[] = []
  const forbidden = new Set<ChangeName>()
  for (const change of changes) {
    const reduced = allowedPart(change)
    const waits = change.dependsOn.some((name) => forbidden.has(name))
    if (reduced && !waits) allowed.push(reduced)
    else {
      forbidden.add(changeName(change))
      skipped.push({
        group: change.group,
        address: change.address,
        reason: `the policy ${change.policy} does not allow it to ${change.action} ${change.address}`,
      })
    }
  }
  return { changes: allowed, skipped }
}

function allowedPart(change: Change): Change | undefined {
  if (change.policy === 'sync') return change
  return change.policy === 'create-only' ? onlyCreate(change) : withoutLoss(change)
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
