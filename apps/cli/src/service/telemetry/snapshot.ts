import type { Queue } from '@cowherd/queue'
import type { Memory } from '@cowherd/reconcile'
import type { Snapshot } from '@cowherd/telemetry'
import { readStanding } from '@cowherd/worker'

/** Looks at an installation for its metrics. Rejects where the queue does not answer. */
export async function takeSnapshot(
  queue: Pick<Queue, 'status' | 'workers' | 'values'>,
  memory: Pick<Memory, 'pause'>,
): Promise<Snapshot> {
  const [{ inbox, oldestMs, timers }, workers, standing, pause] = await Promise.all([
    queue.status(),
    queue.workers(),
    readStanding(queue.values),
    memory.pause(),
  ])
  const { lastSuccess, failures, whole } = standing
  return {
    ...{ inbox, oldestMs, timers, workers, lastSuccess, failures },
    paused: pause !== undefined,
    standing: whole ?? undefined,
  }
}
