/** A stand-in for `fetch` in tests: answers from a function, keeps what was sent, and obeys the abort signal as fetch does. */
export function createFakeFetch(answer: (request: Request, count: number) => Response | Promise<Response>) {
  const requests: Request[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    requests.push(request)
    request.signal.throwIfAborted()
    const aborted = new Promise<never>((_, reject) => {
      request.signal.addEventListener('abort', () => reject(request.signal.reason), { once: true })
    })
    return Promise.race([answer(request, requests.length), aborted])
  }
  return { fetch, requests }
}

/** A JSON answer. */
export function json(body: unknown, init: { status?: number; headers?: Record<string, string> } = {}) {
  return new Response(JSON.stringify(body), {
    status: init.status ?? 200,
    headers: { 'Content-Type': 'application/json', ...init.headers },
  })
}

/** A page as proxies and crashed servers send it. */
export function html(status: number) {
  return new Response('<html><body>page</body></html>', {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
  })
}

/** What `fetch` throws where nobody listens. */
export function refused(): TypeError {
  const cause = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:443'), { code: 'ECONNREFUSED' })
  return new TypeError('fetch failed', { cause })
}

/** Never answers. */
export const never = () => new Promise<never>(() => {})
