import type { FinishedRun } from './finished.ts'

/** Is told of every run that came to its end while it still is the only one. Never throws, and takes two seconds at most. */
export interface RunWatch {
  /** A run that did what it could, with the runs over live events that were served in between. */
  done(run: FinishedRun, live: readonly FinishedRun[]): Promise<void>
  /** A run that a server, or a fault of our own, ended. */
  failed(error: Error): Promise<void>
}
