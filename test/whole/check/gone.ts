import type { Clock } from '../harness/clock.ts'
import type { Owned } from '../oracle/ownership.ts'
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
    note(judged) {
      const { ownedAfter, nightly, after } = judged
      for (const id of entries.keys()) if (!ownedAfter.has(id)) entries.delete(id)
      for (const [id, { alias, marker }] of ownedAfter) {
        const isOrphan =
          alias.active === 0 &&
          (marker.role === 'former' ||
            !after.groups.has(marker.group) ||
            !isWanted({ alias, marker }, judged))
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

/** Whether a group wants an alias that this one may become: one at its address, or one that nothing serves yet. */
function isWanted({ alias, marker }: Owned, { stances, ownedAfter }: Judged): boolean {
  const served = new Set(
    [...ownedAfter.values()].filter((one) => one.alias.active === 1).map((one) => one.alias.address),
  )
  const wanted = (stances.get(marker.group) ?? []).filter((stance) => stance.kind === 'alias')
  return wanted.some(({ address }) => address === alias.address || !served.has(address))
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
    const wanted = judged.stances.get(marker.group) ?? []
    const isWantedHere = wanted.some((stance) => stance.kind === 'alias' && stance.address === alias.address)
    if (!now && (marker.role !== 'adopted' || isWantedHere)) problems.push(`${where} was given away`)
    const isConfirmed = goneBefore.has(marker.group) || judged.report?.approval === 'taken'
    if (isGone && !isConfirmed && alias.active === 1) {
      if (!now) problems.push(`${where} was released though its group was missed only once`)
      else if (now.marker.group === marker.group && row.active === 0)
        problems.push(`${where} was deactivated though its group was missed only once`)
    }
  }
  return problems
}
