import { domainOf } from '../address/address.ts'
import { claimConflict } from '../conflicts.ts'
import type { DesiredAlias } from '../desired/desired.ts'
import type { Conflict } from '../notice.ts'
import type { TargetLookup } from '../target/lookup.ts'
import type { Change } from './change.ts'

/**
 * Takes out the creations that a domain's alias limit leaves no room for, the last by address first; Mailcow would refuse them. A list
 * cannot do with some of its parts: their keys are given, for the list to be kept as it is.
 */
export function withinAliasLimit(
  changes: readonly Change[],
  state: { readonly living: ReadonlyMap<string, DesiredAlias>; readonly lookup: TargetLookup },
): {
  readonly changes: readonly Change[]
  readonly conflicts: readonly Conflict[]
  /** The domain that has no room for them, by key. */
  readonly parts: ReadonlyMap<string, string>
} {
  const room = new Map<string, number>()
  const refused = new Set<Change>()
  const conflicts: Conflict[] = []
  const parts = new Map<string, string>()
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
    for (const key of desired.part === undefined ? (desired.parts ?? []) : [desired.key])
      parts.set(key, domain.name)
  }
  return { changes: changes.filter((change) => !refused.has(change)), conflicts, parts }
}
