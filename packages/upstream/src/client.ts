import { createFetch, FetchError } from 'ofetch'
import pRetry from 'p-retry'
import { type Side, UpstreamError } from './error.ts'
import { maskSecrets } from './mask.ts'

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
  readonly pauseMs?: number
  /** The `fetch` to use: the place for a proxy, a private certificate authority, or a simulator. */
  readonly fetch: typeof globalThis.fetch
  /** Told of every answer and failure. */
  readonly onRequest?: (record: RequestRecord) => void
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

/** An answer whose status says that the server itself dealt with the request. */
export interface Answer {
  readonly status: number
  readonly text: string
  /** The server's Date header. */
  readonly date: Date | undefined
}

/** A connection to one server. */
export interface Upstream {
  /**
   * Reads; repeated with growing pauses while the server is away. Throws UpstreamError `unreachable`, `server-error` or
   * `bad-answer` (a redirect); any other status is the caller's.
   */
  get(path: string, query?: Readonly<Record<string, string | number | boolean>>): Promise<Answer>
  /** Writes, once. Throws UpstreamError `outcome-unknown` where the server may or may not have carried it out. */
  post(path: string, body: unknown): Promise<Answer>
}

/** Makes a connection. Keeps no cookies: Mailcow's session cookie alone is full access. */
export function createUpstream(options: UpstreamOptions): Upstream {
  const request = createFetch({ fetch: options.fetch })
  const base = options.baseUrl.replace(/\/+$/, '')

  async function once(
    method: 'GET' | 'POST',
    path: string,
    extra: { query?: Record<string, string | number | boolean>; body?: string; timeoutMs: number },
  ): Promise<Answer> {
    const started = performance.now()
    let status: number | undefined
    try {
      const response = await request.raw<string, 'text'>(base + path, {
        method,
        ...(extra.query ? { query: extra.query } : {}),
        ...(extra.body === undefined ? {} : { body: extra.body }),
        headers: { ...options.headers, ...(method === 'POST' ? { 'Content-Type': 'application/json' } : {}) },
        responseType: 'text',
        redirect: 'manual',
        credentials: 'omit',
        retry: 0,
        timeout: extra.timeoutMs,
        ignoreResponseError: true,
      })
      status = response.status
      return readAnswer(options, path, response, response._data ?? '')
    } catch (error) {
      if (error instanceof UpstreamError) throw error
      throw new UpstreamError(
        options.side,
        'unreachable',
        unreachableMessage(options, extra.timeoutMs, error),
      )
    } finally {
      options.onRequest?.({
        side: options.side,
        method,
        path,
        status,
        milliseconds: performance.now() - started,
      })
    }
  }

  return {
    get(path, query) {
      const deadline = performance.now() + options.patienceMs
      return pRetry(
        () =>
          once('GET', path, {
            ...(query ? { query } : {}),
            timeoutMs: Math.max(1, Math.min(options.timeoutMs, deadline - performance.now())),
          }),
        {
          retries: 20,
          minTimeout: options.pauseMs ?? 250,
          maxTimeout: 4000,
          randomize: true,
          maxRetryTime: options.patienceMs,
          shouldRetry: ({ error }) =>
            error instanceof UpstreamError && error.retryable && performance.now() < deadline,
        },
      )
    },
    async post(path, body) {
      try {
        return await once('POST', path, { body: JSON.stringify(body), timeoutMs: options.timeoutMs })
      } catch (error) {
        if (!(error instanceof UpstreamError) || !error.retryable) throw error
        throw new UpstreamError(options.side, 'outcome-unknown', error.message, { cause: error })
      }
    },
  }
}

function readAnswer(options: UpstreamOptions, path: string, response: Response, text: string): Answer {
  const { status } = response
  const where = `${options.name} at ${options.baseUrl}`
  if (status >= 300 && status < 400) {
    throw new UpstreamError(
      options.side,
      'bad-answer',
      `${where} answers ${path} with a redirect (${status}). Set ${options.baseUrlSetting} to the final address.`,
      { status },
    )
  }
  const isHtml = response.headers.get('content-type')?.includes('text/html') ?? false
  // Authentik answers an unknown path with an HTML 404: that is a wrong address, not a server that is away.
  if (status >= 500 || (isHtml && status !== 404)) {
    throw new UpstreamError(
      options.side,
      'server-error',
      `${where} is away: status ${status}${isHtml ? ' with an HTML page' : ''} for ${path}. Nothing is wrong with Cowherd's settings if it is being restarted; look at its own log.`,
      { status },
    )
  }
  if (isHtml) {
    throw new UpstreamError(
      options.side,
      'bad-answer',
      `${where} does not know ${path} (404). Check the address in ${options.baseUrlSetting}.`,
      { status },
    )
  }
  const date = Date.parse(response.headers.get('date') ?? '')
  return { status, text, date: Number.isNaN(date) ? undefined : new Date(date) }
}

function unreachableMessage(options: UpstreamOptions, timeoutMs: number, error: unknown): string {
  const reason = maskSecrets(reasonOf(error), options.secrets)
  const hint = /timeout|abort/i.test(reason) ? `no answer within ${(timeoutMs / 1000).toFixed(1)} s` : reason
  return `${options.name} at ${options.baseUrl} cannot be reached: ${hint}. Check ${options.baseUrlSetting}, the network between the two and that the server is up.`
}

/** The innermost cause: fetch wraps "connection refused" in "fetch failed". */
function reasonOf(error: unknown): string {
  let current = error instanceof FetchError ? (error.cause ?? error) : error
  while (current instanceof Error && current.cause instanceof Error) current = current.cause
  if (!(current instanceof Error)) return 'unknown reason'
  return current.message || ('code' in current ? String(current.code) : current.name)
}
