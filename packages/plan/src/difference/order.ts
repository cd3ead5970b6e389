import { compareText } from '@cowherd/directory'
import type { Change } from './change.ts'

/**
 * The order in which changes are made: what others wait for first, then who must get no mail any more, then the rest by address.
 */
export function orderChanges(changes: readonly Change[]): Change[] {
  const byId = new Map<number, Change>()
  for (const change of changes) if (change.id !== undefined) byId.set(change.id, change)
  const ordered = new Set<Change>()
  const place = (change: Change) => {
    if (ordered.has(change)) return
    for (const id of change.dependsOn) {
      const earlier = byId.get(id)
      if (earlier) place(earlier)
    }
    ordered.add(change)
  }
  for (const change of [...changes].sort(compareUrgency)) place(change)
  return [...ordered]
}

function compareUrgency(a: Change, b: Change): number {
  return (
    Number(b.remove.length > 0) - Number(a.remove.length > 0) ||
    compareText(a.address, b.address) ||
    (a.id ?? 0) - (b.id ?? 0)
  )
}
