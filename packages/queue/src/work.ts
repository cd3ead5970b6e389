import { setTimeout as sleep } from 'node:timers/promises'
import type { Backend } from './backend/backend.ts'
import type { Inbox } from './inbox/inbox.ts'
import type { RunHandler, Worker, WorkOptions } from './queue.ts'
import type { GiveBack } from './runs/execute.ts'
import type { RunQueue } from './runs/run-queue.ts'
import { startRunWorker } from './runs/worker.ts'
import type { Entry } from './scope/stored-scope.ts'
import type { Timers } from './timers/timers.ts'
import { startTimerWorker } from './timers/worker.ts'

export interface WorkParts {
  readonly backend: Backend
  readonly inbox: Inbox
  readonly runs: RunQueue
  readonly timers: Timers
  readonly store: (entries: readonly Entry[]) => Promise<void>
  readonly settleMs: number
  readonly now: () => number
  readonly random: () => number
  readonly onError: (error: Error) => void
}

const defaultMs = 10_000

/** A worker for runs and timers, and the tick that wakes a run for what nobody woke one for. */
export async function startWorker(
  handler: RunHandler,
  { lockMs = defaultMs, tickMs = defaultMs }: WorkOptions,
  parts: WorkParts,
): Promise<Worker> {
  const { backend, inbox, runs, timers, onError } = parts
  const closed = new AbortController()
  const tick = async () => {
    await mendClock().catch(onError)
    if (await inbox.count()) await runs.wake()
  }
  // One client whose clock is ahead for a moment would else put off everybody's runs for as long as it was ahead.
  const mendClock = async () => {
    const now = await backend.now()
    await Promise.all([runs.mendClock(now), timers.mendClock(now)])
    await Promise.all(['runs', 'timers'].map((name) => backend.shortenLocks(name, lockMs)))
  }
  const giveBack = createGiveBack(parts, tickMs, closed.signal)
  const timerWorker = await startTimerWorker(lockMs, parts)
  const runWorker = await startRunWorker(handler, lockMs, { ...parts, giveBack })
  await tick().catch(onError)
  const ticking = setInterval(() => tick().catch(onError), tickMs)

  let closing: Promise<void> | undefined
  const closeBoth = async (timeoutMs: number) => {
    clearInterval(ticking)
    await Promise.all([runWorker.close(timeoutMs), timerWorker.close()])
    closed.abort()
  }

  return {
    close({ timeoutMs = defaultMs } = {}) {
      closing ??= closeBoth(timeoutMs)
      return closing
    },
  }
}

const firstRetryMs = 250

function createGiveBack(parts: WorkParts, tickMs: number, closed: AbortSignal): GiveBack {
  const { inbox, runs, timers, store, settleMs, onError } = parts
  let failures = 0

  /** Until it is written: nobody else knows of these scopes, unless this worker dies and its job is found again. */
  async function surely(write: () => Promise<void>): Promise<void> {
    for (let wait = firstRetryMs; ; wait = Math.min(2 * wait, 2_000)) {
      try {
        return await write()
      } catch (error) {
        onError(error instanceof Error ? error : new Error(String(error)))
        await sleep(wait, undefined, { signal: closed })
      }
    }
  }

  return {
    now: (entries) => surely(() => store(entries)),
    nothing() {
      failures = 0
    },
    later: (entries, delayMs) => surely(() => timers.add(entries, delayMs, 'retry')),
    async soon(entries) {
      await surely(() => inbox.add(entries))
      failures += 1
      const delayMs = Math.min(tickMs, settleMs + firstRetryMs * 2 ** Math.min(failures, 20))
      setTimeout(() => runs.wake().catch(onError), delayMs).unref()
    },
  }
}
