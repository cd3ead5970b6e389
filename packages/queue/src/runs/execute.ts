import type { Job } from 'bullmq'
import { HandBack, LostLock, RetryLater, storableMessage } from '../errors.ts'
import type { RunHandler } from '../queue.ts'
import type { Entry } from '../scope/stored-scope.ts'
import type { ActiveRun } from './active-run.ts'
import { giveBackOf, type RunData, type RunReturn, summaryOf } from './run-data.ts'
import type { RunQueue } from './run-queue.ts'

/** What becomes of the scopes of a run that did not make it. */
export interface GiveBack {
  /** Into the inbox, with a run to follow at once. */
  now(entries: readonly Entry[]): Promise<void>
  /** Into the inbox, with a run to follow when something else asks for one, or after a while. */
  soon(entries: readonly Entry[]): Promise<void>
  later(entries: readonly Entry[], delayMs: number): Promise<void>
  /** Nothing to give back: the run was made. */
  nothing(): void
}

/**
 * A run found again after its worker died or stopped: its scopes go back and it ends, so that the run that takes them
 * has a job of its own, which the old worker, should it wake up, knows nothing of.
 */
export async function recoverRun(job: Job<RunData>, giveBack: GiveBack): Promise<RunReturn> {
  await giveBack.now(giveBackOf(job.data, 'crash'))
  return { outcome: 'recovered' }
}

/**
 * Lets the handler make a run; `deadline` rejects when it may take no longer. Whatever happens, every scope that was
 * taken is either done or given back when this settles. Throws what the job is to fail with.
 */
export async function executeRun(
  run: ActiveRun,
  handler: RunHandler,
  deadline: Promise<never>,
  giveBack: GiveBack,
  runs: RunQueue,
): Promise<RunReturn> {
  try {
    const result = await Promise.race([handler(run), deadline])
    // Who was stopped for longer than the lock may have written since on an old reading: another run has to look.
    await run.assertLock()
    if (run.taken().scopes.length > summaryOf(run.taken()).scopes.length) {
      await runs.update(run.id, summaryOf(run.taken()))
    }
    giveBack.nothing()
    return { outcome: 'done', result }
  } catch (error) {
    if (run.signal.reason instanceof HandBack) {
      await giveBack.now(giveBackOf(run.taken()))
      return { outcome: 'handed-back' }
    }
    if (error instanceof LostLock) {
      await giveBack.now(giveBackOf(run.taken(), 'crash'))
      throw error
    }
    // Whoever waits for the run is told that it failed; the work itself is tried again.
    const entries = giveBackOf({ ...run.taken(), requests: [] })
    if (error instanceof RetryLater) await giveBack.later(entries, error.delayMs)
    else await giveBack.soon(entries)
    throw new Error(storableMessage(error))
  }
}
