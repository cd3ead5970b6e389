import { createDirectory, type Directory, userOfPersonalGroup } from '@cowherd/directory'
import { type PlanSettings, type TargetState, unseenOwners } from '@cowherd/plan'
import { UpstreamError } from '@cowherd/upstream'
import type { Source, Target } from '../ports.ts'

/** One reading of both sides. */
export interface Reading {
  readonly directory: Directory
  readonly target: TargetState
  /** Ids of groups that have an alias of ours, or are remembered, and that the source does not have. */
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
  options: {
    readonly settings: Pick<PlanSettings, 'owner' | 'rules'>
    readonly now: Date
    readonly onProgress?: ReadProgress | undefined
    /** Ids of all groups that runs have made lists of, where that is known. */
    readonly known?: ReadonlySet<string> | undefined
  },
): Promise<Reading> {
  const { onProgress, settings } = options
  const [sourceReading, targetReading] = await Promise.all([
    source.readDirectory((done, total) => onProgress?.('source', done, total), options.known),
    target.readState((done, total) => onProgress?.('target', done, total)),
  ])
  const unseen = unseenOwners(targetReading.state.aliases, settings.owner, sourceReading.directory)
  const missing = unseen.length > 0 ? await source.missingGroups(unseen) : new Set<string>()
  const present = unseen.filter((id) => !missing.has(id))
  // Without rules for users the source lists none that are in no group.
  const unlisted = settings.rules.users.length === 0 ? present.filter(isPersonal) : []
  const overlooked = present.find((id) => !unlisted.includes(id))
  if (overlooked !== undefined) {
    throw new UpstreamError(
      'source',
      'not-whole',
      `Authentik has ${nameOf(overlooked)} and left it out of its list: the reading is not whole, so nothing is changed. Run again; if it stays so, give the token's user the global permissions view_group and view_user.`,
    )
  }
  return {
    directory: withPersonalGroups(sourceReading.directory, unlisted),
    target: targetReading.state,
    missing,
    clockOff: [sourceReading.serverTime, targetReading.serverTime].some((time) => isOff(time, options.now)),
  }
}

function isPersonal(groupId: string): boolean {
  return userOfPersonalGroup(groupId) !== undefined
}

function nameOf(groupId: string): string {
  const user = userOfPersonalGroup(groupId)
  return user === undefined ? `the group ${groupId}` : `the user ${user}`
}

/** Users who are there and whom no rule gives an alias: known, so that what they had is not taken for a stranger's. */
function withPersonalGroups(directory: Directory, ids: readonly string[]): Directory {
  if (ids.length === 0) return directory
  const groups = ids.map((id) => ({
    ...{ id, name: nameOf(id), superuser: false, parents: [], members: [], attributes: {} },
  }))
  return createDirectory([...directory.groups.values(), ...groups], directory.users.values())
}

const dayMs = 86_400_000

function isOff(serverTime: Date | undefined, now: Date): boolean {
  return serverTime !== undefined && Math.abs(serverTime.getTime() - now.getTime()) > dayMs
}
