import { readdirSync, readFileSync } from 'node:fs'

/** One recorded exchange with a real server. */
export interface Recording {
  readonly name: string
  /** Version of the server. */
  readonly mailcow: string
  readonly note?: string
  readonly request: {
    readonly method: string
    readonly path: string
    readonly headers: Readonly<Record<string, string>>
    readonly apiKey: 'read-write' | 'read-only' | 'none' | 'wrong'
    readonly body?: unknown
    /** The body where it is not JSON. */
    readonly rawBody?: string
  }
  readonly response: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly body?: unknown
    readonly rawBody?: string
  }
}

const FOLDER = new URL('../recordings/', import.meta.url)

/** All recordings, in the order in which they were made. */
export function loadRecordings(): Recording[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
    .map((file) => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')))
}
