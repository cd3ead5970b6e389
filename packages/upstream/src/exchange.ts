import { createFetch } from 'ofetch'
import { type Answer, readAnswer } from './answer.ts'
import { describeFailure, TimeLimitError } from './failure.ts'
import type { Query, UpstreamOptions } from './options.ts'

/** One request as it is to be sent. */
export interface Exchange {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly query?: Query | undefined
  /** JSON text. */
  readonly body?: string
  /** Longest wait for the whole answer, in milliseconds. */
  readonly timeoutMs: number
  /** Ends the request; the signal's reason is thrown. */
  readonly signal?: AbortSignal | undefined
}

/** Sends one request, once, and reads its whole answer. Throws UpstreamError. */
export async function exchange(options: UpstreamOptions, request: Exchange): Promise<Answer> {
  const { method, path, body, timeoutMs, signal } = request
  const started = performance.now()
  let status: number | undefined
  // The limit is ours: ofetch's own ends with the headers, and a body that stops halfway would be waited for for ever.
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(new TimeLimitError()), timeoutMs)
  try {
    const response = await createFetch({ fetch: options.fetch })
      .raw<string, 'text'>(options.baseUrl + path, {
        method,
        ...(request.query ? { query: request.query } : {}),
        ...(body === undefined ? {} : { body }),
        headers: { ...options.headers, ...(method === 'POST' ? { 'Content-Type': 'application/json' } : {}) },
        responseType: 'text',
        redirect: 'manual',
        credentials: 'omit',
        retry: 0,
        signal: signal ? AbortSignal.any([signal, controller.signal]) : controller.signal,
        ignoreResponseError: true,
      })
      .catch((error: unknown) => {
        signal?.throwIfAborted()
        throw describeFailure(options, timeoutMs, error)
      })
    status = response.status
    return readAnswer(options, path, response, response._data ?? '')
  } finally {
    clearTimeout(timer)
    options.onRequest?.({
      side: options.side,
      method,
      path,
      status,
      milliseconds: performance.now() - started,
    })
  }
}
