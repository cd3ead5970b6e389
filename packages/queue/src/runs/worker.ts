import type { Job } from 'bullmq'
import type { Backend } from '../backend/backend.ts'
import { closeWorker } from '../backend/close-worker.ts'
import { HandBack, LostLock } from '../errors.ts'
import type { Inbox } from '../inbox/inbox.ts'
import type { RunHandler } from '../queue.ts'
import { createActiveRun } from './active-run.ts'
import { executeRun, type GiveBack, recoverRun } from './execute.ts'
import type { RunData, RunReturn } from './run-data.ts'
import type { RunQueue } from './run-queue.ts'

export interface RunWorkerParts {
  readonly backend: Backend
  readonly inbox: Inbox
  readonly runs: RunQueue
  readonly giveBack: GiveBack
  readonly onError: (error: Error) => void
}

export interface RunWorker {
  close(timeoutMs: number): Promise<void>
}

/** How long closing may take after a run was handed back, in milliseconds: a store that is away would hold it up. */
const graceMs = 2_000

/** Takes runs, one at a time, until it is closed. */
export async function startRunWorker(
  handler: RunHandler,
  lockMs: number,
  { backend, inbox, runs, giveBack, onError }: RunWorkerParts,
): Promise<RunWorker> {
  let current: { id: string; abort: AbortController; expire: () => void } | undefined
  let closing = false

  async function wakeForRest(): Promise<void> {
    if (await inbox.count()) await runs.wake()
  }

  async function process(job: Job<RunData>, token = ''): Promise<RunReturn> {
    if (job.attemptsStarted > 1) return await recoverRun(job, giveBack)
    const id = String(job.id)
    const abort = new AbortController()
    const { promise: deadline, reject } = Promise.withResolvers<never>()
    deadline.catch(() => {})
    current = { id, abort, expire: () => reject(new HandBack()) }
    if (closing) abort.abort(new HandBack())
    const run = createActiveRun(id, token, abort.signal, { inbox, runs, lockMs, flush: backend.flush })
    try {
      const returned = await executeRun(run, handler, deadline, giveBack, runs)
      // More than one run takes, or an event whose wake-up was lost with the process that stored it.
      await wakeForRest().catch(onError)
      return returned
    } finally {
      current = undefined
    }
  }

  const worker = backend.worker<RunData>('runs', process, {
    concurrency: 1,
    lockDuration: lockMs,
    stalledInterval: lockMs,
  })
  worker.on('error', onError)
  worker.on('lockRenewalFailed', (ids) => {
    if (current && ids.includes(current.id)) current.abort.abort(new LostLock())
  })
  await worker.waitUntilReady()
  const running = worker.run().catch(onError)

  return {
    async close(timeoutMs) {
      closing = true
      current?.abort.abort(new HandBack())
      const timer = setTimeout(() => current?.expire(), timeoutMs)
      await closeWorker(worker, running, timeoutMs + graceMs)
      clearTimeout(timer)
    },
  }
}
