import type { Side } from './error.ts'

/** How to reach one server. */
export interface UpstreamOptions {
  readonly side: Side
  /** Name of the server for messages, such as `Authentik`. */
  readonly name: string
  /** Root of the API; paths are appended to it. */
  readonly baseUrl: string
  /** The setting that holds the address, for messages. */
  readonly baseUrlSetting: string
  readonly headers: Readonly<Record<string, string>>
  /** Values that must never appear in a message. */
  readonly secrets: readonly string[]
  /** Longest wait for one answer, in milliseconds. */
  readonly timeoutMs: number
  /** How long a read is repeated while the server is away, in milliseconds, the waiting itself included. */
  readonly patienceMs: number
  /** First pause between repeats, in milliseconds; doubles, with jitter. Default 250. */
  readonly pauseMs?: number | undefined
  /** The `fetch` to use: the place for a proxy, a private certificate authority, or a simulator. */
  readonly fetch: typeof globalThis.fetch
  /** Told of every answer and failure. */
  readonly onRequest?: ((record: RequestRecord) => void) | undefined
}

/** One request as it is reported: no body, no headers, no query. */
export interface RequestRecord {
  readonly side: Side
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** Undefined where no answer came. */
  readonly status: number | undefined
  readonly milliseconds: number
}

/** Query parameters; a list becomes one parameter for each of its values. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[]>>
