import { createDirectory, type Directory, type Group } from '@cowherd/directory'
import type { Change } from '@cowherd/plan'
import { UpstreamError } from '@cowherd/upstream'
import type { Sides, WorkerContext } from './context.ts'
import { scopeOfGroup } from './request.ts'

/** Knows how old a whole reading is, and whether a group is still what it was then. */
export interface StaleCheck {
  /** A new reading. */
  read(directory: Directory): void
  /** The group of a change is not what it was when everything was read: a run of its own decides, and is asked for. */
  isStale(change: Change): Promise<boolean>
  /** Why nothing can be checked any more: the source is away. */
  readonly obstacle: string | undefined
}

/** Makes a check. Groups are read again once the reading is older than `timing.staleMs`. */
export function createStaleCheck(
  { pieces }: Pick<Sides, 'pieces'>,
  { queue, nowMs, timing }: Pick<WorkerContext, 'queue' | 'nowMs' | 'timing'>,
): StaleCheck {
  let readAt = nowMs()
  let known: Directory | undefined
  let obstacle: string | undefined

  async function readAgain(id: string): Promise<Group | undefined> {
    try {
      const { groups, users } = await pieces.source.readGroups([id])
      return createDirectory(groups, users).groups.get(id)
    } catch (error) {
      if (error instanceof UpstreamError) obstacle = error.message
      throw error
    }
  }

  return {
    read(directory) {
      readAt = nowMs()
      known = directory
    },
    async isStale({ group: { id } }) {
      // A clock that was put back says nothing of the age.
      if (Math.abs(nowMs() - readAt) <= timing.staleMs) return false
      if (JSON.stringify(await readAgain(id)) === JSON.stringify(known?.groups.get(id))) return false
      await queue.store([{ scope: scopeOfGroup(id), ear: 'retry', at: nowMs() }])
      return true
    },
    get obstacle() {
      return obstacle
    },
  }
}
