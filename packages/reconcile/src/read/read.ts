import type { Directory } from '@cowherd/directory'
import { type TargetState, unseenOwners } from '@cowherd/plan'
import { UpstreamError } from '@cowherd/upstream'
import type { Source, Target } from '../ports.ts'

/** One reading of both sides. */
export interface Reading {
  readonly directory: Directory
  readonly target: TargetState
  /** Ids of groups that have an alias of ours and that the source does not know, asked one by one. */
  readonly missing: ReadonlySet<string>
  /** A server's clock and this machine's are more than a day apart. */
  readonly clockOff: boolean
}

/** Which side's reading has got how far. */
export type ReadProgress = (side: 'source' | 'target', done: number, total: number) => void

/**
 * Reads both sides at the same time, whole or not at all.
 *
 * @throws UpstreamError; `not-whole` where a group exists that the reading missed
 */
export async function readBoth(
  source: Source,
  target: Target,
  options: { readonly owner: string; readonly now: Date; readonly onProgress?: ReadProgress | undefined },
): Promise<Reading> {
  const { onProgress } = options
  const [sourceReading, targetReading] = await Promise.all([
    source.readDirectory((done, total) => onProgress?.('source', done, total)),
    target.readState((done, total) => onProgress?.('target', done, total)),
  ])
  const { directory } = sourceReading
  const unseen = unseenOwners(targetReading.state.aliases, options.owner, directory)
  const missing = unseen.length > 0 ? await source.missingGroups(unseen) : new Set<string>()
  const overlooked = unseen.find((id) => !missing.has(id))
  if (overlooked !== undefined) {
    throw new UpstreamError(
      'source',
      'not-whole',
      `Authentik has the group ${overlooked} and left it out of its list of groups: the reading is not whole, so nothing is changed. Run again; if it stays so, give the token's user the global permission view_group.`,
    )
  }
  return {
    directory,
    target: targetReading.state,
    missing,
    clockOff: [sourceReading.serverTime, targetReading.serverTime].some((time) => isOff(time, options.now)),
  }
}

const dayMs = 86_400_000

function isOff(serverTime: Date | undefined, now: Date): boolean {
  return serverTime !== undefined && Math.abs(serverTime.getTime() - now.getTime()) > dayMs
}
