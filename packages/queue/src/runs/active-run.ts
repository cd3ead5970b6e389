import { LostLock } from '../errors.ts'
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
  /** Resolves once all that was written before is durable. */
  readonly flush: () => Promise<void>
}

export function createActiveRun(
  id: string,
  token: string,
  signal: AbortSignal,
  { inbox, runs, lockMs, flush }: RunParts,
): ActiveRun {
  let data = nothingTaken
  const assertLock = async () => {
    if (signal.reason instanceof LostLock) throw signal.reason
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
      // So that a run that begins to write is known as begun, should its process die.
      await flush()
      return withoutRequests(entries)
    },
  }
}
