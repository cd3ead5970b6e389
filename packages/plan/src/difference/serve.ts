import { buildChange, type Draft } from './build.ts'
import { chainEnds } from './chains.ts'
import type { Change } from './change.ts'
import { leaversDraft } from './leavers.ts'
import { moveDrafts } from './move.ts'
import { type ServeContext, stayDraft } from './serving.ts'

/** Changes, and the aliases that they are about or that are in order already. */
export interface Served {
  readonly changes: readonly Change[]
  /** Ids of aliases that serve a group afterwards, or whose fate is decided here. */
  readonly handled: ReadonlySet<number>
}

/** Brings every living group's mail to the address it is granted, or keeps it where it is. */
export function serveGroups(context: ServeContext): Served {
  const { living, holdings, claims } = context
  const changes: Change[] = []
  const handled = new Set<number>()
  const ends = chainEnds(claims, holdings)
  const followed = new Set<string>()
  for (const site of claims.granted.values()) if (site.kind === 'occupied') followed.add(site.group)

  const push = (draft: Draft) => {
    if (draft.current) handled.add(draft.current.id)
    const change = buildChange(draft)
    if (change) changes.push(change)
  }

  for (const [id, desired] of living) {
    const own = holdings.current.get(id)
    const site = claims.granted.get(id)
    if (desired.frozen) {
      if (own) push(leaversDraft(desired, own))
    } else if (!site) {
      if (own) push(stayDraft(context, desired, own))
    } else {
      const chain = { end: ends.get(id), followed: followed.has(id) }
      for (const draft of moveDrafts(context, desired, own, site, chain)) push(draft)
    }
  }
  return { changes, handled }
}
