import type { DesiredAlias } from '../desired/desired.ts'
import { buildChange, type Draft } from './build.ts'
import { chainEnds } from './chains.ts'
import type { Change } from './change.ts'
import { leaversDraft } from './leavers.ts'
import { moveDrafts } from './move.ts'
import { partDrafts } from './parts.ts'
import { type ServeContext, stayDraft } from './serving.ts'

/** Changes, and the aliases that they are about or that are in order already. */
export interface Served {
  readonly changes: readonly Change[]
  /** Ids of aliases that serve a group afterwards, or whose fate is decided here. */
  readonly handled: ReadonlySet<number>
  /** Ids of groups with a list that stays as it is, because a part of it cannot be made. */
  readonly barred: ReadonlySet<string>
}

/** Brings the mail of every desired alias to the address it is granted, or keeps it where it is. */
export function serveGroups(context: ServeContext): Served {
  const { living, holdings, claims } = context
  const changes: Change[] = []
  const handled = new Set<number>()
  const barred = new Set<string>()
  const ends = chainEnds(claims, holdings)
  const followed = new Set<string>()
  for (const site of claims.granted.values()) if (site.kind === 'occupied') followed.add(site.key)

  const push = (draft: Draft) => {
    if (draft.current) handled.add(draft.current.id)
    const change = buildChange(draft)
    if (change) changes.push(change)
  }
  const draftsOf = (key: string, desired: DesiredAlias): Draft[] => {
    const own = holdings.current.get(key)
    const site = claims.granted.get(key)
    if (holdings.onHold.has(key)) {
      if (own) handled.add(own.alias.id)
      return []
    }
    if (desired.frozen) return own ? [leaversDraft(desired, own, holdings)] : []
    if (!site) return own ? [stayDraft(context, desired, own)] : []
    const chain = { end: ends.get(key), followed: followed.has(key) }
    return moveDrafts(context, desired, own, site, chain)
  }

  for (const [key, desired] of living) {
    if (desired.part !== undefined) continue
    const drafts = draftsOf(key, desired)
    if (desired.parts === undefined || drafts.length === 0) {
      drafts.forEach(push)
      continue
    }
    const [list] = drafts
    const found = partDrafts(context, desired, list)
    const own = holdings.current.get(key)
    if (found) {
      found.parts.forEach(push)
      for (const draft of drafts) push({ ...draft, dependsOn: [...(draft.dependsOn ?? []), ...found.before] })
    } else {
      barred.add(desired.group.id)
      const parts = desired.parts.flatMap((part) => holdings.current.get(part) ?? [])
      for (const slot of own ? [own, ...parts] : []) push(leaversDraft(desired, slot, holdings))
    }
  }
  return { changes, handled, barred }
}
