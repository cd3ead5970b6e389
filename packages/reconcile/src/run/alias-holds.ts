import { type Alias, type AliasHold, ownMarker } from '@cowherd/plan'
import type { Memory } from '../memory/memory.ts'

/** Who put aliases on hold and why; only asked for where one of them is. */
export async function knownAliasHolds(
  aliases: readonly Alias[],
  owner: string,
  memory: Pick<Memory, 'aliasHolds'>,
): Promise<ReadonlyMap<number, AliasHold>> {
  const isOnHold = ({ privateComment }: Alias) => ownMarker(privateComment, owner)?.hold !== undefined
  return aliases.some(isOnHold) ? memory.aliasHolds() : new Map()
}
