import type { Job } from 'bullmq'
import type { Backend } from '../backend/backend.ts'
import { closeWorker } from '../backend/close-worker.ts'
import type { Entry } from '../scope/stored-scope.ts'
import type { TimerData, Timers } from './timers.ts'

export interface TimerWorkerParts {
  readonly backend: Backend
  readonly timers: Timers
  /** Puts scopes into the inbox and wakes a run. */
  readonly store: (entries: readonly Entry[]) => Promise<void>
  readonly now: () => number
  readonly random: () => number
  readonly onError: (error: Error) => void
}

/** A timer takes milliseconds; one that is not done by then fires again. */
const closeMs = 2_000

/** Puts what becomes due into the inbox, until it is closed. */
export async function startTimerWorker(
  lockMs: number,
  { backend, timers, store, now, random, onError }: TimerWorkerParts,
): Promise<{ close(): Promise<void> }> {
  async function process({ data }: Job<TimerData>): Promise<void> {
    if ('entry' in data) return await store([data.entry])
    const nightly = data.sweep === 'nightly'
    const entry: Entry = {
      scope: { kind: 'all' },
      ear: data.sweep,
      at: now(),
      ...(nightly ? { nightly } : {}),
    }
    const delayMs = Math.round(random() * data.jitterMs)
    await (delayMs > 0 ? timers.add([entry], delayMs, data.sweep) : store([entry]))
  }

  const worker = backend.worker<TimerData>('timers', process, {
    concurrency: 4,
    lockDuration: lockMs,
    stalledInterval: lockMs,
  })
  worker.on('error', onError)
  await worker.waitUntilReady()
  const running = worker.run().catch(onError)
  return {
    close: () => closeWorker(worker, running, closeMs),
  }
}
