import type { Queue as BullQueue, Job } from 'bullmq'
import type { Backend } from '../backend/backend.ts'
import { promoteAhead } from '../clock/promote.ts'
import { LostLock } from '../errors.ts'
import type { RunRecord } from '../queue.ts'
import { nothingTaken, type RunData, type RunReturn } from './run-data.ts'

/** The runs' side of BullMQ: at most one run is active and one follows. */
export interface RunQueue {
  /** Makes sure that a run begins after now. */
  wake(): Promise<void>
  /** Puts right what a clock ahead of the store's, which says `now`, has put off. */
  mendClock(now: number): Promise<void>
  /** Writes what a run had taken. Throws LostLock when its job is gone. */
  update(id: string, data: RunData): Promise<void>
  /** Renews the lock of a run. Throws LostLock when it is another worker's, or nobody's. */
  assertLock(id: string, token: string, lockMs: number): Promise<void>
  /** The newest finished runs, newest first, with the data that their jobs hold. */
  finished(count: number): Promise<{ record: RunRecord; data: RunData }[]>
  /** The jobs of runs that are active; on the embedded store at start those of a dead process. */
  active(): Promise<Job<RunData>[]>
  /** How many workers listen, in all processes. */
  workers(): Promise<number>
  counts(): Promise<{ active: number; completed: number; failed: number }>
  close(): Promise<void>
}

const kept = 100

export function createRunQueue(
  backend: Backend,
  settleMs: number,
  onError: (error: Error) => void,
): RunQueue {
  const queue: BullQueue<RunData> = backend.queue('runs')
  queue.on('error', onError)

  return {
    async wake() {
      await queue.add('run', nothingTaken, {
        delay: settleMs,
        // A wake-up while a run is active is kept and becomes the next run; one while a run waits is that run.
        deduplication: { id: 'target', keepLastIfActive: true },
        // A delayed retry would swallow the wake-ups of live events until its time.
        attempts: 1,
        stackTraceLimit: 0,
        removeOnComplete: { count: kept },
        removeOnFail: { count: kept },
      })
    },
    mendClock: (now) => promoteAhead(queue, now),
    async update(id, data) {
      try {
        await queue.getBackend().updateData({ id } as Job<RunData>, data)
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === missingJob) throw new LostLock()
        throw error
      }
    },
    async assertLock(id, token, lockMs) {
      const renewed = await queue.getBackend().extendLock(id, token, lockMs)
      if (Number(renewed) !== 1) throw new LostLock()
    },
    workers: () => queue.getWorkersCount(),
    async finished(count) {
      const jobs = await queue.getJobs(['completed', 'failed'], 0, count - 1)
      return jobs
        .flatMap((job) => (job?.id && job.finishedOn ? [{ record: recordOf(job), data: job.data }] : []))
        .sort((a, b) => b.record.finishedAt - a.record.finishedAt)
        .slice(0, count)
    },
    active: () => queue.getJobs(['active']),
    async counts() {
      const {
        active = 0,
        completed = 0,
        failed = 0,
      } = await queue.getJobCounts('active', 'completed', 'failed')
      return { active, completed, failed }
    },
    close: () => queue.close(),
  }
}

/** BullMQ's code for a job that is not there. */
const missingJob = -1

function recordOf(job: Job<RunData>): RunRecord {
  const returned = job.returnvalue as RunReturn | null | undefined
  return {
    id: String(job.id),
    outcome: job.failedReason === undefined ? (returned?.outcome ?? 'done') : 'failed',
    startedAt: job.processedOn ?? job.timestamp,
    finishedAt: job.finishedOn ?? job.timestamp,
    taken: job.data.taken,
    scopes: job.data.scopes,
    ...(returned?.result ? { result: returned.result } : {}),
    ...(job.failedReason === undefined ? {} : { error: job.failedReason }),
  }
}
