import type { Clock } from '../harness/clock.ts'
import { gotoOf } from '../oracle/facts.ts'
import { without } from '../oracle/sets.ts'
import type { Judged } from './outcome.ts'

/** Counts what runs took away without a person's word, in the last hour. */
export interface SafetyBook {
  /** Call after each run without an approval. */
  check(judged: Judged): string[]
}

const hourMs = 3_600_000

/** Makes a book. */
export function createSafetyBook(clock: Clock): SafetyBook {
  let taken: { at: number; aliases: number; memberships: number }[] = []
  return {
    check({ ownedBefore, ownedAfter, before: { settings } }) {
      const now = clock.now().getTime()
      const { removedAliases, memberLoss, floor } = settings.thresholds
      const problems: string[] = []
      let aliases = 0
      let memberships = 0
      const delivering = new Set(
        [...ownedAfter.values()].filter(({ alias }) => alias.active === 1).map(({ alias }) => alias.address),
      )
      for (const [id, { alias, marker }] of ownedBefore) {
        if (alias.active !== 1) continue
        const after = ownedAfter.get(id)
        if (after?.alias.active !== 1) aliases += delivering.has(alias.address) ? 0 : 1
        else if (after.marker.group === marker.group) {
          const before = gotoOf(alias)
          const lost = without(before, gotoOf(after.alias)).size
          memberships += lost
          if (before.size >= floor && lost > before.size * memberLoss)
            problems.push(`${alias.address} lost ${lost} of ${before.size} members and nobody was asked`)
        }
      }
      taken = taken.filter(({ at }) => at >= now - hourMs)
      taken.push({ at: now, aliases, memberships })
      const removed = taken.reduce((sum, entry) => sum + entry.aliases, 0)
      // What the last hour took away was there at its beginning.
      const all =
        [...ownedBefore.values()].filter(({ alias }) => alias.active === 1).length + removed - aliases
      if (aliases > 0 && all >= floor && removed > all * removedAliases)
        problems.push(`${removed} of ${all} aliases were taken away within an hour and nobody was asked`)
      return problems
    },
  }
}
