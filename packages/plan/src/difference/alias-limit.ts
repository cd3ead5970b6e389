import { domainOf } from '../address/address.ts'
import { claimConflict } from '../conflicts.ts'
import type { DesiredAlias } from '../desired/desired.ts'
import type { Conflict } from '../notice.ts'
import type { TargetLookup } from '../target/lookup.ts'
import type { Change } from './change.ts'

/** Takes out the creations that a domain's alias limit leaves no room for, the last by address first; Mailcow would refuse them. */
export function withinAliasLimit(
  changes: readonly Change[],
  state: { readonly desired: ReadonlyMap<string, DesiredAlias>; readonly lookup: TargetLookup },
): { readonly changes: readonly Change[]; readonly conflicts: readonly Conflict[] } {
  const room = new Map<string, number>()
  const refused = new Set<Change>()
  const conflicts: Conflict[] = []
  const creations = changes.filter(({ action }) => action === 'create')
  for (const change of creations.sort((a, b) => (a.address < b.address ? -1 : 1))) {
    const domain = state.lookup.domain(domainOf(change.address))
    const desired = state.desired.get(change.group.id)
    if (!domain || !desired) continue
    const left = room.get(domain.name) ?? domain.aliasesLeft
    room.set(domain.name, left - 1)
    if (left > 0) continue
    refused.add(change)
    conflicts.push(claimConflict(desired, { code: 'alias-limit', domain: domain.name }, (id) => id))
  }
  return { changes: changes.filter((change) => !refused.has(change)), conflicts }
}
