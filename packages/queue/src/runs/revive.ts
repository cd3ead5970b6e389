import type { Inbox } from '../inbox/inbox.ts'
import type { Timers } from '../timers/timers.ts'
import { giveBackOf } from './run-data.ts'
import type { RunQueue } from './run-queue.ts'

/** BullMQ's token that passes any lock. */
const anyLock = '0'

/**
 * Takes every active job for that of a dead process, which it is where the store is one process's alone: the scopes of
 * runs go back into the inbox, timers fire again.
 */
export async function reviveDead(inbox: Inbox, runs: RunQueue, timers: Timers): Promise<void> {
  for (const job of await runs.active()) {
    await inbox.add(giveBackOf(job.data, 'crash'))
    await job.moveToFailed(new Error('the process ended during the run'), anyLock)
  }
  for (const job of await timers.active()) await job.moveToWait(anyLock)
}
