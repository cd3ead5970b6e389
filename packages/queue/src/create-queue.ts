import type { Backend, OnMessage } from './backend/backend.ts'
import { QueueError, storableMessage } from './errors.ts'
import { createBatch } from './inbox/batch.ts'
import { createInbox } from './inbox/inbox.ts'
import type { Queue, QueueStatus } from './queue.ts'
import { requestRun } from './runs/requests.ts'
import { reviveDead } from './runs/revive.ts'
import { createRunQueue } from './runs/run-queue.ts'
import type { Entry } from './scope/stored-scope.ts'
import { createTimers } from './timers/timers.ts'
import { startWorker } from './work.ts'

export interface CreateOptions {
  readonly settleMs: number
  readonly now: () => number
  readonly random: () => number
  readonly say: OnMessage
}

/** The queue over an open backend. */
export async function createQueue(backend: Backend, options: CreateOptions): Promise<Queue> {
  const { settleMs, now, random, say } = options
  const onError = (error: Error) => say('warn', `queue: ${storableMessage(error)}`)
  const inbox = createInbox(backend, onError)
  const runs = createRunQueue(backend, settleMs, onError)
  const timers = createTimers(backend, now, onError)
  const store = createBatch<Entry>(async (entries) => {
    if (entries.length === 0) return
    await inbox.add(entries)
    await runs.wake()
    await backend.flush()
  })
  if (backend.kind === 'embedded') await reviveDead(inbox, runs, timers)
  let closed: Promise<void> | undefined
  const closeAll = async () => {
    await Promise.allSettled([inbox.close(), runs.close(), timers.close()])
    await backend.close()
  }

  return {
    backend: backend.kind,
    opened: backend.opened,
    values: backend.values,
    store,
    async later(scopes, delayMs, ear) {
      await timers.add(scopes, delayMs, ear)
      await backend.flush()
    },
    work: (handler, workOptions = {}) =>
      startWorker(handler, workOptions, {
        backend,
        inbox,
        runs,
        timers,
        store,
        settleMs,
        now,
        random,
        onError,
      }),
    schedule: (schedules) => timers.schedule(schedules),
    requestSweep: (ear, { nightly = false } = {}) =>
      requestRun({ scope: { kind: 'all' }, ear, at: now(), ...(nightly ? { nightly } : {}) }, store, runs),
    runs: async (count) => (await runs.finished(count)).map(({ record }) => record),
    async status(): Promise<QueueStatus> {
      const [inboxCount, oldest, counts, waiting] = await Promise.all([
        inbox.count(),
        inbox.oldest(),
        runs.counts(),
        timers.count(),
      ])
      return {
        inbox: inboxCount,
        oldestMs: oldest === undefined ? null : Math.max(0, now() - oldest),
        running: counts.active > 0,
        timers: waiting,
        runsDone: counts.completed,
        runsFailed: counts.failed,
      }
    },
    workers: () => runs.workers(),
    schedules: () => timers.schedules(),
    durability: () => backend.durability(),
    async ready() {
      try {
        await backend.ping()
      } catch (error) {
        throw new QueueError('unreachable', `the queue does not answer: ${storableMessage(error)}`)
      }
    },
    close() {
      closed ??= closeAll()
      return closed
    },
  }
}
