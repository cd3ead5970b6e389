import type { Run } from '@cowherd/queue'

/** Asked before each write: a worker that closes or has lost its run writes nothing more. Throws LostLock. */
export function stopRequestOf(run: Run): () => Promise<string | undefined> {
  return async () => {
    if (run.signal.aborted) return 'the worker is being stopped; the next one goes on'
    await run.assertLock()
    return undefined
  }
}
