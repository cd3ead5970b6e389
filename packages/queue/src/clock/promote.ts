import type { Queue as BullQueue } from 'bullmq'

/** Clocks that differ by less do no harm, in milliseconds. */
export const toleranceMs = 5_000

/** The jobs looked at: those that are due last come first, and of a queue few are off at a time. */
const lookAt = 100

/**
 * Makes jobs due that were put off by a clock ahead of the store's: they would wait for as long as it was ahead, and all that is joined to
 * them with them.
 *
 * @param now the store's clock, in milliseconds since 1970
 */
export async function promoteAhead(queue: BullQueue, now: number): Promise<void> {
  for (const job of await queue.getJobs(['delayed'], 0, lookAt - 1, false)) {
    if (job && job.timestamp > now + toleranceMs) await job.promote()
  }
}
