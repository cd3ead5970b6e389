import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { QueueError, RunFailed } from '../errors.ts'
import type { RunResult, SweepRequest } from '../queue.ts'
import type { Entry } from '../scope/stored-scope.ts'
import type { RunQueue } from './run-queue.ts'

const lookMs = 100
const lookAt = 50

/** Asks for a sweep through `store` and finds the run that took the request by its id. */
export async function requestRun(
  entry: Entry,
  store: (entries: readonly Entry[]) => Promise<void>,
  runs: RunQueue,
): Promise<SweepRequest> {
  const id = randomUUID()
  await store([{ ...entry, request: id }])
  return {
    id,
    async waitResult(timeoutMs) {
      const until = performance.now() + timeoutMs
      for (;;) {
        const result = await findResult(runs, id)
        if (result) return result
        if (performance.now() >= until) {
          throw new QueueError('timeout', 'no run has taken the request yet, or it is still under way')
        }
        await sleep(lookMs)
      }
    },
  }
}

async function findResult(runs: RunQueue, request: string): Promise<RunResult | undefined> {
  for (const { record, data } of await runs.finished(lookAt)) {
    if (!data.requests.some((entry) => entry.request === request)) continue
    if (record.outcome === 'done') return record.result ?? {}
    if (record.outcome === 'failed') throw new RunFailed(record.error ?? 'the run failed')
  }
  return undefined
}
