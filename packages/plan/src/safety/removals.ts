import type { Change } from '../difference/change.ts'
import { contentOf, receivers } from '../difference/content.ts'
import type { OwnedAlias } from '../target/owned.ts'

/** How much was or would be taken away. */
export interface Removals {
  /** Addresses that no longer deliver to their group. */
  readonly aliases: number
  /** People in lists who no longer get the list's mail. */
  readonly memberships: number
}

/** What these changes take away. */
export function countRemovals(changes: readonly Change[]): Removals {
  return {
    aliases: changes.filter((change) => change.takesAddressAway).length,
    memberships: changes.reduce((sum, change) => sum + change.remove.length, 0),
  }
}

/** What could be taken away: aliases of ours that deliver, and their memberships. */
export function countOwned(owned: readonly OwnedAlias[]): Removals {
  return {
    aliases: owned.filter(({ alias }) => alias.flags.active).length,
    memberships: owned.reduce((sum, { alias }) => sum + receivers(contentOf(alias)).length, 0),
  }
}
