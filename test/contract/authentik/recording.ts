import { readdirSync, readFileSync } from 'node:fs'

/** One recorded step: a request with its answer, a change with its events, or a case told in words. */
export interface Exchange {
  readonly method?: string
  readonly path?: string
  readonly body?: unknown
  readonly status?: number
  readonly response?: unknown
  readonly response_headers?: Readonly<Record<string, string>>
  /** `none` and `other token` mean that the request was not sent with the administrator's token */
  readonly auth?: string
  readonly note?: string
  readonly case?: string
  readonly change?: string
  readonly events?: unknown
  readonly [measure: string]: unknown
}

const FOLDER = new URL('recordings/', import.meta.url)

/** Names of all recordings, in order. */
export function listRecordings(): string[] {
  return readdirSync(FOLDER).sort()
}

/** The steps of one recording, in order. */
export function readRecording(name: string): readonly Exchange[] {
  const { exchanges } = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as { exchanges: Exchange[] }
  return exchanges
}

/** How a step is called in test names and failure messages. */
export function describeExchange(exchange: Exchange, index: number): string {
  const { method = '', path = '', note } = exchange
  const what = exchange.case ?? exchange.change ?? `${method} ${path}`.trim()
  return `[${index}] ${what}${note ? ` (${note})` : ''}`
}
