import type { Clock } from '../harness/clock.ts'
import type { Judged } from './outcome.ts'

/** Since when aliases of ours serve nobody, kept apart from what their markers say. */
export interface OrphanBook {
  /** Call after each run. */
  note(judged: Judged): void
  isRipe(aliasId: number): boolean
}

const dayMs = 86_400_000

/**
 * Makes a book.
 *
 * @param ripe ids of aliases whose grace was over before
 */
export function createOrphanBook(clock: Clock, ripe: ReadonlySet<number> = new Set()): OrphanBook {
  const entries = new Map<number, { since: number; nights: number }>()
  const today = () => Math.floor(clock.now().getTime() / dayMs)
  return {
    note({ ownedAfter, nightly, after, stances }) {
      for (const id of entries.keys()) if (!ownedAfter.has(id)) entries.delete(id)
      for (const [id, { alias, marker }] of ownedAfter) {
        const isOrphan =
          alias.active === 0 &&
          (marker.role === 'former' ||
            !after.groups.has(marker.group) ||
            stances.get(marker.group)?.kind !== 'alias')
        const entry = entries.get(id)
        if (!isOrphan) entries.delete(id)
        else if (!entry) entries.set(id, { since: today(), nights: nightly ? 1 : 0 })
        else if (nightly) entry.nights += 1
      }
    },
    isRipe(id) {
      const entry = entries.get(id)
      // The run that deletes has seen it as well.
      if (ripe.has(id)) return true
      return entry !== undefined && today() - entry.since >= 7 && entry.nights + 1 >= 7
    },
  }
}

/** Aliases of ours go only when the grace is over, and adopted ones are given back. */
export function checkGone(judged: Judged, book: OrphanBook): string[] {
  const { after, ownedBefore, ownedAfter, nightly, goneBefore } = judged
  const problems: string[] = []
  const rows = new Map(after.aliases.map((alias) => [alias.id, alias]))
  for (const [id, { alias, marker }] of ownedBefore) {
    const where = `${alias.address} (${id})`
    const row = rows.get(id)
    if (!row) {
      if (!nightly || !book.isRipe(id)) problems.push(`${where} was deleted before its time`)
      if (marker.role === 'adopted') problems.push(`${where} was adopted and is deleted`)
      continue
    }
    const now = ownedAfter.get(id)
    const isGone = !after.groups.has(marker.group)
    const stance = judged.stances.get(marker.group)
    const isWanted = stance?.kind === 'alias' && stance.address === alias.address
    if (!now && (marker.role !== 'adopted' || isWanted)) problems.push(`${where} was given away`)
    const isConfirmed = goneBefore.has(marker.group) || judged.report?.approval === 'taken'
    if (isGone && !isConfirmed && alias.active === 1) {
      if (!now) problems.push(`${where} was released though its group was missed only once`)
      else if (now.marker.group === marker.group && row.active === 0)
        problems.push(`${where} was deactivated though its group was missed only once`)
    }
  }
  return problems
}
