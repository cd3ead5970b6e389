import { isReleased, type Marker, ownersIn, ownMarker } from '@cowherd/plan'
import type { AliasRow } from '@cowherd/simulators'
import type { Facts } from './facts.ts'

/** An alias with our marker. */
export interface Owned {
  readonly alias: AliasRow
  readonly marker: Marker
}

/** By alias id. */
export function ownedIn(facts: Facts): Map<number, Owned> {
  return new Map(
    facts.aliases.flatMap((alias) => {
      const marker = ownMarker(alias.privateComment ?? '', facts.settings.owner)
      return marker ? [[alias.id, { alias, marker }] as const] : []
    }),
  )
}

/** An alias that nobody owns and nobody gave back: one that may be taken over. */
export function isAnybodys(alias: AliasRow): boolean {
  const comment = alias.privateComment ?? ''
  return !isReleased(comment) && ownersIn(comment).length === 0
}
