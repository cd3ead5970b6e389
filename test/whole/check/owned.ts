import { gotoOf } from '../oracle/facts.ts'
import { membersOf } from '../oracle/members.ts'
import { without } from '../oracle/sets.ts'
import type { Judged } from './outcome.ts'

/** No alias of ours is empty, points to itself or has strangers in it, whatever went wrong; new ones are where they are wanted. */
export function checkOwned(judged: Judged): string[] {
  const { after, before, ownedBefore, ownedAfter, stances, named } = judged
  const problems: string[] = []
  for (const { alias, marker } of ownedAfter.values()) {
    const members = gotoOf(alias)
    const where = `${alias.address} (${alias.id})`
    if (members.size === 0) problems.push(`${where} has no members`)
    if (members.has(alias.address.toLowerCase())) problems.push(`${where} points to itself`)
    const wanted = stances.get(marker.group) ?? []
    const isWanted = wanted.some((stance) => stance.kind === 'alias' && stance.address === alias.address)
    const isNew = !before.aliases.some(({ id }) => id === alias.id)
    const isForHidden = [...members].every((member) => judged.isHidden(member))
    if (isNew && !isWanted && !isForHidden) problems.push(`${where} was made and is not wanted`)
    if (alias.active !== 1) continue
    const allowed = membersOf(after, marker.group, alias.address)
    const strangers = new Set([...without(members, allowed)].filter((member) => !judged.isHidden(member)))
    if (strangers.size === 0) continue
    // Where removals are held, people stay: at the address, or on the list of a group that moves.
    const old = [...ownedBefore.values()].filter(
      (owned) => owned.alias.id === alias.id || owned.marker.group === marker.group,
    )
    const brought = without(strangers, ...old.map((owned) => gotoOf(owned.alias)))
    const list = [...strangers].join(', ')
    if (brought.size > 0) problems.push(`${where} got strangers: ${list}`)
    else if (named && !named.differs(marker.group, alias.address))
      problems.push(`${where} keeps strangers and no word of it: ${list}`)
  }
  return problems
}
