import { compareText } from '@cowherd/directory'
import { type Change, changeName } from './change.ts'

/**
 * The order in which changes are made: what others wait for first, then who must get no mail any more, then the rest by address.
 */
export function orderChanges(changes: readonly Change[]): Change[] {
  const byName = new Map(changes.map((change) => [changeName(change), change]))
  const ordered = new Set<Change>()
  const waitsFor = ({ dependsOn }: Change) =>
    dependsOn.map((name) => byName.get(name)).find((earlier) => earlier && !ordered.has(earlier))
  for (const change of [...changes].sort(compareUrgency)) {
    const open = [change]
    for (let next = open.at(-1); next; next = open.at(-1)) {
      const earlier = waitsFor(next)
      if (earlier) open.push(earlier)
      else {
        ordered.add(next)
        open.pop()
      }
    }
  }
  return [...ordered]
}

/** Whether somebody gets no more mail by a change: such changes come first. */
export function isUrgent({ remove }: Change): boolean {
  return remove.length > 0
}

function compareUrgency(a: Change, b: Change): number {
  return Number(isUrgent(b)) - Number(isUrgent(a)) || compareText(a.address, b.address)
}
