import type { Answer } from './answer.ts'
import { UpstreamError } from './error.ts'
import { type Exchange, exchange } from './exchange.ts'
import { maskSecrets } from './mask.ts'
import type { Query, UpstreamOptions } from './options.ts'
import { withPatience } from './patience.ts'
import { findMistake } from './settings.ts'

/** A connection to one server. */
export interface Upstream {
  /**
   * Reads; repeated with growing pauses while the server is away. Throws UpstreamError `unreachable`, `server-error`,
   * `misconfigured` or `bad-answer` (a redirect); any other status is the caller's.
   *
   * @param signal ends the reading and its repeats; its reason is thrown
   */
  get(path: string, query?: Query, signal?: AbortSignal): Promise<Answer>
  /** Writes, once. Throws UpstreamError `outcome-unknown` where the server may or may not have carried it out. */
  post(path: string, body: unknown): Promise<Answer>
}

/** Makes a connection. Keeps no cookies: Mailcow's session cookie alone is full access. */
export function createUpstream(options: UpstreamOptions): Upstream {
  const settings = { ...options, baseUrl: options.baseUrl.replace(/\/+$/, '') }
  const mistake = findMistake(settings)

  async function once(request: Exchange): Promise<Answer> {
    if (mistake) throw mistake
    try {
      return await exchange(settings, request)
    } catch (error) {
      throw error instanceof UpstreamError ? masked(error, options.secrets) : error
    }
  }

  return {
    get: (path, query, signal) =>
      withPatience({ patienceMs: options.patienceMs, pauseMs: options.pauseMs, signal }, (remainingMs) =>
        once({ method: 'GET', path, query, signal, timeoutMs: Math.min(options.timeoutMs, remainingMs) }),
      ),
    async post(path, body) {
      try {
        return await once({
          method: 'POST',
          path,
          body: JSON.stringify(body),
          timeoutMs: options.timeoutMs,
        })
      } catch (error) {
        if (!(error instanceof UpstreamError) || !error.retryable) throw error
        throw new UpstreamError(options.side, 'outcome-unknown', error.message, {
          status: error.status,
          cause: error,
        })
      }
    },
  }
}

function masked(error: UpstreamError, secrets: readonly string[]): UpstreamError {
  return new UpstreamError(error.side, error.code, maskSecrets(error.message, secrets), {
    status: error.status,
  })
}
