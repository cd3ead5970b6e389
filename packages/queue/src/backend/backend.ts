import type { Queue as BullQueue, Worker as BullWorker, Processor, WorkerOptions } from 'bullmq'
import type { Durability, KeyValue } from '../queue.ts'

/** One store as the rest of the package needs it: BullMQ's queues and workers on it, and what BullMQ does not offer. */
export interface Backend {
  readonly kind: 'embedded' | 'redis' | 'postgres'
  readonly opened: 'kept' | 'new' | 'replaced'
  /** How many requests at once are worth it, for bulk work that must not delay others. */
  readonly parallel: number
  /** A queue whose requests fail soon when the store is away. */
  queue<Data>(name: string): BullQueue<Data>
  /** Removes jobs of a queue that no worker has. */
  remove(queue: BullQueue, ids: readonly string[]): Promise<void>
  /** A worker, not yet running, whose requests wait until the store is back. */
  worker<Data>(name: string, processor: Processor<Data>, options: WorkerSettings): BullWorker<Data>
  readonly values: KeyValue
  /** Resolves once all that was written before is durable. Servers see to that with each write. */
  flush(): Promise<void>
  /** One request to the store and back. */
  ping(): Promise<void>
  /** Lets no other client of the installation do what is done this way at the same time: for what the store itself does in several steps. */
  exclusively(work: () => Promise<void>): Promise<void>
  /** The store's own clock, in milliseconds since 1970: the one that all its clients share. */
  now(): Promise<number>
  /**
   * Ends locks soon that a client has taken by a clock ahead of the store's, of a queue whose locks last `lockMs`: a dead worker's would last
   * for as long as its clock was ahead. A living worker renews its own.
   */
  shortenLocks(queueName: string, lockMs: number): Promise<void>
  /** Whether what was written is kept. */
  durability(): Promise<Durability>
  close(): Promise<void>
}

export type WorkerSettings = Pick<WorkerOptions, 'concurrency' | 'lockDuration' | 'stalledInterval'>

/** What every worker has in common. */
export const workerDefaults = {
  autorun: false,
  // BullMQ fails a job for good when it stalled more often than this, and a failed job's scopes would wait for a sweep.
  maxStalledCount: 1_000_000,
  drainDelay: 10,
  runRetryDelay: 1_000,
} as const

/** What every queue has in common. */
export const queueDefaults = {
  // Nobody reads BullMQ's event stream here.
  streams: { events: { maxLen: 100 } },
} as const

/** Where messages for the operator go. */
export type OnMessage = (level: 'info' | 'warn' | 'error', text: string) => void
