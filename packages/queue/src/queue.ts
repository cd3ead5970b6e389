import type { Ear, StoredScope } from './scope/stored-scope.ts'

/** What JSON can hold. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined }

/** What a run leaves behind: ids, counts, digests; no addresses. */
export type RunResult = { readonly [key: string]: Json | undefined }

/** The durable inbox, the single-flight run and the timers, over one store. */
export interface Queue {
  readonly backend: 'embedded' | 'redis' | 'postgres'
  /** The embedded folder was there, is new, or replaces a damaged one; servers are always `kept`. Not kept: sweep. */
  readonly opened: 'kept' | 'new' | 'replaced'
  /** Puts scopes into the inbox and wakes a run. Resolves once they are durable; rejects when they may not be. */
  store(scopes: readonly StoredScope[]): Promise<void>
  /** Puts scopes into the inbox after `delayMs`, heard by `ear`; of equal ones the earliest counts. */
  later(scopes: readonly StoredScope[], delayMs: number, ear: Ear): Promise<void>
  /** Starts a worker. Over all workers of all processes at most one run is active and one follows. */
  work(handler: RunHandler, options?: WorkOptions): Promise<Worker>
  /** Sets the regular sweeps, each once over all workers; they fire while a worker is there. */
  schedule(schedules: Schedules): Promise<void>
  /** Asks for a sweep of its own, so that the caller can wait for the run that made it. */
  requestSweep(ear: Ear, options?: { readonly nightly?: boolean }): Promise<SweepRequest>
  /** Small values kept with the queue: the memory of the last reading. */
  readonly values: KeyValue
  /** The newest finished runs, newest first; a hundred of each outcome are kept. */
  runs(count: number): Promise<RunRecord[]>
  status(): Promise<QueueStatus>
  /** How many workers listen, in all processes that share the queue. */
  workers(): Promise<number>
  /** The regular sweeps as the store has them, and when each is next. */
  schedules(): Promise<RegisteredSchedule[]>
  /** Whether the store keeps what it was given, as far as it tells. */
  durability(): Promise<Durability>
  /** Resolves when the store answers; rejects with a QueueError when it does not within seconds. */
  ready(): Promise<void>
  /** Closes what is open; close the workers first. */
  close(): Promise<void>
}

/**
 * Makes one run. Throws `RetryLater` to have its scopes looked at again after a delay; after any other error they are
 * back in the inbox and a run comes within seconds.
 */
export type RunHandler = (run: Run) => Promise<RunResult>

/** One run, as its handler sees it. */
export interface Run {
  readonly id: string
  /**
   * Takes what is in the inbox, equal scopes joined, in the order of their times. Whoever reads the source after this
   * sees all that the taken events announced. May be called again for live scopes. Throws LostLock.
   */
  take(): Promise<StoredScope[]>
  /** Whether live scopes wait in the inbox; one cheap request. */
  waiting(): Promise<boolean>
  /** Throws LostLock when the run is no longer this worker's; asks the store, so call it before each write. */
  assertLock(): Promise<void>
  /** Aborted with LostLock, or with HandBack when the worker closes. */
  readonly signal: AbortSignal
}

export interface WorkOptions {
  /** How long a worker that stopped keeps its run, in milliseconds; renewed at half of it. Default 10,000. */
  readonly lockMs?: number
  /** How often a worker looks for scopes that nobody woke a run for, in milliseconds. Default 10,000. */
  readonly tickMs?: number
}

export interface Worker {
  /** Takes no new run; one that has not ended after `timeoutMs` (default 10,000) is handed back. */
  close(options?: { readonly timeoutMs?: number }): Promise<void>
}

export interface Schedules {
  /** Milliseconds between sweeps; 0 for none. */
  readonly sweepEveryMs: number
  /** A sweep comes up to this share of the interval later, so that installations do not keep step. Default 0. */
  readonly jitter?: number
  /** A five-field cron pattern; none without it. */
  readonly nightlyCron?: string
  /** IANA name of the pattern's time zone. Default: the process's. */
  readonly timezone?: string
}

/** A regular sweep that the store knows of. */
export interface RegisteredSchedule {
  readonly name: string
  /** In milliseconds since 1970; in the past where no worker is there to begin it. */
  readonly nextAt: number
}

/** How safely a store keeps what it was given; null for what it does not tell. */
export type Durability =
  | { readonly kind: 'embedded' }
  | {
      readonly kind: 'redis'
      /** Of Valkey too, which also tells the version of Redis that it is like. */
      readonly version: string
      readonly evictionPolicy: string | null
      readonly appendOnly: boolean | null
      readonly snapshots: boolean | null
    }
  | {
      readonly kind: 'postgres'
      readonly version: string
      readonly fsync: boolean
      readonly fullPageWrites: boolean
      readonly synchronousCommit: string
    }

export interface SweepRequest {
  readonly id: string
  /** The result of the run that made the sweep. Throws RunFailed when it failed, QueueError after `timeoutMs`. */
  waitResult(timeoutMs: number): Promise<RunResult>
}

/**
 * Values by key; each is JSON. On the embedded store a killed process may lose its newest writes, and with them the end
 * of the run that made them.
 */
export interface KeyValue {
  /** The values of those keys that have one. */
  getMany(keys: readonly string[]): Promise<Map<string, Json>>
  /** Writes all or none. */
  putMany(values: ReadonlyMap<string, Json>): Promise<void>
  deleteMany(keys: readonly string[]): Promise<void>
  clear(): Promise<void>
}

/** A finished run. */
export interface RunRecord {
  readonly id: string
  /** `recovered`: its worker had died, the scopes went back; `handed-back`: its worker closed first. */
  readonly outcome: 'done' | 'failed' | 'recovered' | 'handed-back'
  /** In milliseconds since 1970. */
  readonly startedAt: number
  readonly finishedAt: number
  /** How many scopes it took, and the first hundred of them. */
  readonly taken: number
  readonly scopes: readonly StoredScope[]
  readonly result?: RunResult
  readonly error?: string
}

export interface QueueStatus {
  /** Scopes in the inbox. */
  readonly inbox: number
  /** For how many milliseconds the oldest of them has been known; null for an empty inbox. */
  readonly oldestMs: number | null
  /** A run is active somewhere. */
  readonly running: boolean
  /** Scopes that wait for their time: second looks and retries. */
  readonly timers: number
  /** Finished runs that are still kept. */
  readonly runsDone: number
  readonly runsFailed: number
}
