import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import {
  openQueue,
  type Queue,
  type RunHandler,
  type StoredScope,
  type Worker,
  type WorkOptions,
} from '@cowherd/queue'
import { onTestFinished } from 'vitest'
import type { TestServer } from '../servers/server.ts'
import type { ChildTask } from './child.ts'

/** Where a suite's queues are: a server, or a folder of one process. */
export interface Place {
  readonly url?: string
  readonly dataDir: string
  readonly server?: TestServer
}

/** An installation for one test, apart from all others, closed when the test ends. */
export interface Site {
  readonly place: Place
  /** What the store's names begin with. */
  readonly prefix: string
  open(options?: { settleMs?: number; onMessage?: (text: string) => void }): Promise<Queue>
  /** As many queues as workers are wanted: on a server one each, in a folder the one that is possible. */
  openFor(workers: number, options?: { settleMs?: number }): Promise<Queue[]>
  work(queue: Queue, handler: RunHandler, options?: WorkOptions): Promise<Worker>
  /** What the first run takes that takes anything. */
  takeOnce(queue: Queue): Promise<StoredScope[]>
  /** Starts a process of its own at a task; it ends with the test. */
  fork(task: ChildTask & { readonly aheadMs?: number }): ForkedTask
}

export interface ForkedTask {
  readonly child: ChildProcess
  /** All that it has told so far. */
  readonly told: Record<string, unknown>[]
  /** Resolves with the first thing told that has this name. */
  tells(name: string): Promise<unknown>
  kill(): Promise<void>
}

export function createSite(place: Place): Site {
  const prefix = `test-${randomBytes(6).toString('hex')}`
  const workers: Worker[] = []
  const queues: Queue[] = []
  onTestFinished(async () => {
    for (const worker of workers) await worker.close({ timeoutMs: 100 })
    for (const queue of queues) await queue.close()
  })

  async function open(
    options: { settleMs?: number; onMessage?: (text: string) => void } = {},
  ): Promise<Queue> {
    const queue = await openQueue({
      url: place.url,
      dataDir: place.dataDir,
      prefix,
      settleMs: options.settleMs ?? 20,
      now: Date.now,
      random: Math.random,
      onMessage: (_, text) => options.onMessage?.(text),
    })
    queues.push(queue)
    return queue
  }

  async function work(queue: Queue, handler: RunHandler, options?: WorkOptions): Promise<Worker> {
    // Without the tick, which would hide a lost wake-up from a patient test.
    const worker = await queue.work(handler, { tickMs: 600_000, ...options })
    workers.push(worker)
    return worker
  }

  return {
    place,
    prefix,
    open,
    work,
    async openFor(count, options) {
      const one = await open(options)
      if (place.url === undefined) return Array.from({ length: count }, () => one)
      return [one, ...(await Promise.all(Array.from({ length: count - 1 }, () => open(options))))]
    },
    async takeOnce(queue) {
      const taken = Promise.withResolvers<StoredScope[]>()
      const worker = await work(queue, async (run) => {
        const scopes = await run.take()
        if (scopes.length > 0) taken.resolve(scopes)
        return {}
      })
      const scopes = await taken.promise
      await worker.close()
      return scopes
    },
    fork(task) {
      const child = fork(fileURLToPath(new URL('child.ts', import.meta.url)), {
        env: { TASK: JSON.stringify({ ...task, url: place.url, dataDir: place.dataDir, prefix }) },
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        execArgv: [],
      })
      const told: Record<string, unknown>[] = []
      child.on('message', (message) => told.push(message as Record<string, unknown>))
      const kill = async () => {
        if (child.exitCode !== null || child.signalCode !== null) return
        const closed = once(child, 'close')
        child.kill('SIGKILL')
        await closed
      }
      onTestFinished(kill)
      return {
        child,
        told,
        kill,
        tells: (name) =>
          until(() => {
            const message = told.find((one) => name in one)
            if (!message && child.exitCode !== null) throw new Error('the process ended by itself')
            return message && { value: message[name] }
          }).then(({ value }) => value),
      }
    },
  }
}

/** Waits until `look` gives something, and gives that. Throws after `timeoutMs`. */
export async function until<T>(
  look: () => T | undefined | Promise<T | undefined>,
  timeoutMs = 20_000,
): Promise<T> {
  const end = performance.now() + timeoutMs
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (performance.now() > end) throw new Error(`waited ${timeoutMs} ms in vain`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
