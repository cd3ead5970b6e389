import type { TransportOptions } from '@cowherd/upstream'
import type { Progress } from '../render/progress.ts'

/** A stream that text is written to. */
export interface TextStream {
  write(text: string): unknown
  /** A person looks at it. */
  readonly isTTY?: boolean
  readonly columns?: number
}

/** Everything that the program has from outside. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdout: TextStream
  readonly stderr: TextStream
  readonly now: () => Date
  /** A name that nothing has. */
  readonly randomName: () => string
  /** From 0 up to but not 1; spreads pauses and schedules. */
  readonly random: () => number
  /** Throws where the file cannot be read. */
  readonly readFile: (path: string) => string
  readonly createTransport: (options: TransportOptions) => typeof globalThis.fetch
  /** How long a read is repeated while a server is away, in milliseconds; so long that a command gives up within 20 s when left out. */
  readonly patienceMs?: number
  /** Aborted when somebody asks the program to stop; a command that does not listen to it is ended at once. */
  readonly signal: AbortSignal
  /** Calls the listener whenever somebody asks the program to read its files again (SIGHUP); never when left out. */
  readonly onReload?: (listener: () => void) => void
  /** Where long work shows how far it has got; nowhere when left out. */
  readonly progress?: Progress
}
