import { randomUUID } from 'node:crypto'
import type { Queue as BullQueue, Job } from 'bullmq'
import pRetry from 'p-retry'
import type { Backend } from '../backend/backend.ts'
import { promoteAhead, toleranceMs } from '../clock/promote.ts'
import type { RegisteredSchedule, Schedules } from '../queue.ts'
import { type Ear, type Entry, entryId, merge } from '../scope/stored-scope.ts'

/** Scopes that wait for their time, and the regular sweeps, which are scopes too. */
export interface Timers {
  add(entries: readonly Entry[], delayMs: number, ear: Ear): Promise<void>
  schedule(schedules: Schedules): Promise<void>
  /** The regular sweeps that the store knows of. */
  schedules(): Promise<RegisteredSchedule[]>
  /** Puts right what a clock ahead of the store's, which says `now`, has put off. */
  mendClock(now: number): Promise<void>
  /** How many scopes wait. */
  count(): Promise<number>
  /** Jobs whose worker is at them; on the embedded store at start those of a dead process. */
  active(): Promise<Job<TimerData>[]>
  close(): Promise<void>
}

/** What becomes due: a scope, or a regular sweep, which comes up to `jitterMs` later. */
export type TimerData =
  | { readonly entry: Entry }
  | { readonly sweep: 'sweep' | 'nightly'; readonly jitterMs: number }

const timerOptions = {
  // Only the store can make a timer fail, and then it must try again: nobody else remembers it.
  attempts: 1_000_000,
  backoff: { type: 'fixed', delay: 1_000 },
  stackTraceLimit: 0,
  removeOnComplete: true,
}

export function createTimers(backend: Backend, now: () => number, onError: (error: Error) => void): Timers {
  let wanted: Schedules | undefined
  const queue: BullQueue<TimerData> = backend.queue('timers')
  queue.on('error', onError)

  async function addOne(entry: Entry, wantedMs: number): Promise<void> {
    // Not every store takes fractions.
    const delayMs = Math.ceil(wantedMs)
    const jobId = `${entryId(entry)}-${entry.ear}`
    const due = now() + delayMs
    const job = await queue.add('scope', { entry }, { ...timerOptions, jobId, delay: delayMs })
    const waiting = await queue.getJob(jobId)
    if (waiting && (await waiting.isDelayed())) {
      const waitingDue = waiting.timestamp + waiting.delay
      if (waitingDue > due + 1 && job.timestamp !== waiting.timestamp) await waiting.changeDelay(delayMs)
      return
    }
    // The equal one is just firing, or has fired, and may have been before this call: it does not count for it.
    await queue.add(
      'scope',
      { entry },
      { ...timerOptions, jobId: `${jobId}-${randomUUID()}`, delay: delayMs },
    )
  }

  async function register({ sweepEveryMs, jitter = 0, nightlyCron, timezone }: Schedules): Promise<void> {
    if (sweepEveryMs > 0) {
      await queue.upsertJobScheduler(
        'sweep',
        { every: sweepEveryMs, startDate: now() + sweepEveryMs },
        { name: 'sweep', data: { sweep: 'sweep', jitterMs: jitter * sweepEveryMs }, opts: timerOptions },
      )
    } else await queue.removeJobScheduler('sweep')
    if (nightlyCron !== undefined) {
      await queue.upsertJobScheduler(
        'nightly',
        { pattern: nightlyCron, ...(timezone === undefined ? {} : { tz: timezone }) },
        { name: 'sweep', data: { sweep: 'nightly', jitterMs: 0 }, opts: timerOptions },
      )
    } else await queue.removeJobScheduler('nightly')
  }

  async function list(): Promise<RegisteredSchedule[]> {
    const found = await queue.getJobSchedulers(0, 9)
    return found.flatMap(({ key, next }) => (next === undefined ? [] : [{ name: key, nextAt: next }]))
  }

  async function isLate({ sweepEveryMs }: Schedules, at: number): Promise<boolean> {
    if (sweepEveryMs === 0) return false
    const sweep = (await list()).find(({ name }) => name === 'sweep')
    return sweep !== undefined && sweep.nextAt > at + sweepEveryMs + toleranceMs
  }

  return {
    async add(entries, delayMs, ear) {
      const due = merge(
        entries.map((entry) => ({ ...entry, ear })),
        entryId,
      )
      for (let at = 0; at < due.length; at += backend.parallel) {
        await Promise.all(due.slice(at, at + backend.parallel).map((entry) => addOne(entry, delayMs)))
      }
    },
    async schedule(schedules) {
      wanted = schedules
      await backend.exclusively(() => pRetry(() => register(schedules), { retries: 3, minTimeout: 100 }))
    },
    schedules: list,
    async mendClock(at) {
      const schedules = wanted
      if (schedules && (await isLate(schedules, at))) {
        await backend.exclusively(async () => {
          if (!(await isLate(schedules, at))) return
          await queue.removeJobScheduler('sweep')
          await register(schedules)
        })
      }
      await promoteAhead(queue, at)
    },
    async count() {
      const [delayed, schedulers] = await Promise.all([
        queue.getDelayedCount(),
        queue.getJobSchedulersCount(),
      ])
      return Math.max(0, delayed - schedulers)
    },
    active: () => queue.getJobs(['active']),
    close: () => queue.close(),
  }
}
