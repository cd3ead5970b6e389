import type { Inbox } from '../inbox/inbox.ts'
import type { Run } from '../queue.ts'
import { nothingTaken, type RunData, takeMore, withoutRequests } from './run-data.ts'
import type { RunQueue } from './run-queue.ts'

/** A run that is under way: what its handler sees, and what it has taken so far. */
export interface ActiveRun extends Run {
  taken(): RunData
}

export interface RunParts {
  readonly inbox: Inbox
  readonly runs: RunQueue
  readonly lockMs: number
}

export function createActiveRun(
  id: string,
  token: string,
  signal: AbortSignal,
  { inbox, runs, lockMs }: RunParts,
): ActiveRun {
  let data = nothingTaken
  const assertLock = async () => {
    signal.throwIfAborted()
    await runs.assertLock(id, token, lockMs)
  }

  return {
    id,
    signal,
    assertLock,
    waiting: async () => (await inbox.count()) > 0,
    taken: () => data,
    async take() {
      const listed = await inbox.list()
      if (listed.length === 0) return []
      const entries = listed.map(({ entry }) => entry)
      data = takeMore(data, entries)
      await runs.update(id, data)
      // A worker that was stopped since the listing must not remove what another one's run has still to take.
      await assertLock()
      await inbox.remove(listed.map((one) => one.id))
      return withoutRequests(entries)
    },
  }
}
