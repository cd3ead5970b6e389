import { domainOf } from '../address/address.ts'
import { claimConflict } from '../conflicts.ts'
import type { DesiredAlias } from '../desired/desired.ts'
import type { Conflict } from '../notice.ts'
import type { TargetLookup } from '../target/lookup.ts'
import { type Change, type ChangeName, changeName } from './change.ts'

/** Takes out the creations that a domain's alias limit leaves no room for, the last by address first; Mailcow would refuse them. */
export function withinAliasLimit(
  changes: readonly Change[],
  state: { readonly living: ReadonlyMap<string, DesiredAlias>; readonly lookup: TargetLookup },
): { readonly changes: readonly Change[]; readonly conflicts: readonly Conflict[] } {
  const room = new Map<string, number>()
  const refused = new Set<Change>()
  const conflicts: Conflict[] = []
  const byAddress = new Map([...state.living.values()].map((desired) => [desired.address, desired]))
  const creations = changes.filter(({ action }) => action === 'create')
  for (const change of creations.sort((a, b) => (a.address < b.address ? -1 : 1))) {
    const domain = state.lookup.domain(domainOf(change.address))
    const desired = byAddress.get(change.address)
    if (!domain || !desired) continue
    const left = room.get(domain.name) ?? domain.aliasesLeft
    room.set(domain.name, left - 1)
    if (left > 0) continue
    refused.add(change)
    conflicts.push(claimConflict(desired, { code: 'alias-limit', domain: domain.name }, (id) => id))
  }
  return { changes: withoutRefused(changes, refused), conflicts }
}

/** What waits for a refused creation, as a list does for its parts, is left undone with it. */
function withoutRefused(changes: readonly Change[], refused: ReadonlySet<Change>): Change[] {
  const names = new Set<ChangeName>([...refused].map(changeName))
  let left = changes.filter((change) => !refused.has(change))
  for (let size = -1; size !== left.length; ) {
    size = left.length
    const waiting = left.filter(({ dependsOn }) => dependsOn.some((name) => names.has(name)))
    for (const change of waiting) names.add(changeName(change))
    left = left.filter((change) => !waiting.includes(change))
  }
  return left
}
