import type { Run } from '@cowherd/queue'
import type { TargetWriter } from '@cowherd/reconcile'

/** For how long an answer that the run is this worker's own is believed, in milliseconds; far less than any lock lasts. */
const believedMs = 1_000

/** A run, and what it writes with. */
export interface Lease {
  /** The run; whoever asks it for the lock is remembered. */
  readonly run: Run
  /** The writer; where the last answer is too old, it asks for the lock before it writes. Throws LostLock. */
  readonly writer: TargetWriter
}

/**
 * Keeps a worker that was stopped between the last look and the write, or while it waits for an answer, from writing when it goes on:
 * its run may be another worker's by then.
 *
 * @param now milliseconds
 */
export function createLease(
  run: Run,
  writer: TargetWriter,
  now: () => number = () => performance.now(),
): Lease {
  let assertedAt = Number.NEGATIVE_INFINITY

  async function assertLock(): Promise<void> {
    const askedAt = now()
    await run.assertLock()
    assertedAt = askedAt
  }
  async function assertFresh(): Promise<void> {
    if (now() - assertedAt > believedMs) await assertLock()
  }

  return {
    run: { ...run, assertLock },
    writer: {
      async create(content) {
        await assertFresh()
        await writer.create(content)
      },
      async update(id, patch) {
        await assertFresh()
        await writer.update(id, patch)
      },
      async delete(id) {
        await assertFresh()
        await writer.delete(id)
      },
    },
  }
}
