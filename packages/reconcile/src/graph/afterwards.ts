import { type Alias, type AliasContent, contentOf, ownMarker, type Removals } from '@cowherd/plan'
import type { ChangeResult } from '../apply/result.ts'

/** The aliases as a run left them, by id. A change that was not made, or of which that is not sure, counts as not made. */
export function aliasesAfterwards(
  before: readonly Alias[],
  results: readonly ChangeResult[],
): Map<number, AliasContent> {
  const aliases = new Map(before.map((alias) => [alias.id, contentOf(alias)]))
  for (const { change, outcome, id } of results) {
    if (outcome !== 'applied' || id === undefined) continue
    if (change.after) aliases.set(id, change.after)
    else aliases.delete(id)
  }
  return aliases
}

/** Ids of the aliases of ours by the group whose marker they carry, sorted. */
export function aliasesByGroup(
  aliases: ReadonlyMap<number, AliasContent>,
  owner: string,
): Map<string, number[]> {
  const byGroup = new Map<string, number[]>()
  for (const id of [...aliases.keys()].sort((a, b) => a - b)) {
    const marker = ownMarker(aliases.get(id)?.privateComment ?? '', owner)
    if (!marker) continue
    const list = byGroup.get(marker.group)
    if (list) list.push(id)
    else byGroup.set(marker.group, [id])
  }
  return byGroup
}

/** How many aliases of ours deliver, and to how many members in all. */
export function ownedIn(aliases: Iterable<AliasContent>, owner: string): Removals {
  const delivering = [...aliases].filter(
    ({ flags, privateComment }) => flags.active && ownMarker(privateComment, owner),
  )
  return {
    aliases: delivering.length,
    memberships: delivering.reduce((sum, { members }) => sum + members.length, 0),
  }
}

/** What came to the aliases of ours and their memberships; negative where some went. */
export function growthOf(
  before: Iterable<AliasContent>,
  after: Iterable<AliasContent>,
  owner: string,
): Removals {
  const was = ownedIn(before, owner)
  const is = ownedIn(after, owner)
  return { aliases: is.aliases - was.aliases, memberships: is.memberships - was.memberships }
}
