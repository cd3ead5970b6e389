import type { AliasRow } from '@cowherd/simulators'
import type { Facts } from './facts.ts'
import { type Mark, markOf, marksIn } from './marker.ts'

/** An alias with our marker. */
export interface Owned {
  readonly alias: AliasRow
  readonly marker: Mark
}

/** By alias id. */
export function ownedIn(facts: Facts): Map<number, Owned> {
  return new Map(
    facts.aliases.flatMap((alias) => {
      const marker = markOf(alias.privateComment ?? '', facts.settings.owner)
      return marker ? [[alias.id, { alias, marker }] as const] : []
    }),
  )
}

/** An alias that nobody owns and nobody gave back: one that may be taken over. */
export function isAnybodys(alias: AliasRow): boolean {
  const comment = alias.privateComment ?? ''
  return !comment.includes('cowherd released') && marksIn(comment).length === 0
}
