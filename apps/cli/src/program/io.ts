import type { TransportOptions } from '@cowherd/upstream'

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
  /** Throws where the file cannot be read. */
  readonly readFile: (path: string) => string
  readonly createTransport: (options: TransportOptions) => typeof globalThis.fetch
  /** Aborted when somebody asks the program to stop. */
  readonly signal: AbortSignal
}
