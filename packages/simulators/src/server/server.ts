import { setTimeout as sleep } from 'node:timers/promises'
import { serve } from '@hono/node-server'
import { createFaultSwitch, type Fault, type FaultSwitch } from './fault.ts'

/** One request that a simulator answered. */
export interface RequestRecord {
  readonly method: string
  /** Path with query. */
  readonly path: string
  /** 0 where the connection was broken. */
  readonly status: number
  readonly fault?: Fault['kind']
}

/** What every simulated server offers, in process and over a port. */
export interface SimulatedServer {
  /** Answers in process, without a port; rejects like `fetch` where the connection breaks. */
  readonly fetch: typeof globalThis.fetch
  readonly faults: FaultSwitch
  readonly requests: RequestRecord[]
  /** Listens on 127.0.0.1 (`port` 0 or left out: any free one). */
  listen(port?: number): Promise<{ readonly url: string; close(): Promise<void> }>
}

/**
 * Puts faults, a request record and a listener around a handler.
 *
 * @param handle answers one request; gets the faults that only it can act out (`false-success`, `short-page`, …)
 * @param delayMs time each answer takes, in milliseconds
 * @param clock time of the `Date` header that every answer carries; the system's when left out
 */
export function createServer(
  handle: (request: Request, fault: Fault | undefined) => Response | Promise<Response>,
  delayMs: (request: Request) => number = () => 0,
  clock: () => Date = () => new Date(),
): SimulatedServer {
  const faults = createFaultSwitch()
  const requests: RequestRecord[] = []

  /** Answers, or null where the connection has to break. */
  async function answer(request: Request): Promise<Response | null> {
    const url = new URL(request.url)
    const line = { method: request.method, path: url.pathname + url.search }
    const fault = faults.take(line)
    const response = await act(request, fault)
    if (response && !response.headers.has('Date')) response.headers.set('Date', clock().toUTCString())
    const record = { ...line, status: response?.status ?? 0 }
    requests.push(fault ? { ...record, fault: fault.kind } : record)
    return response
  }

  async function act(request: Request, fault: Fault | undefined): Promise<Response | null> {
    const delay = delayMs(request)
    if (delay > 0) await sleep(delay)
    switch (fault?.kind) {
      case 'html-500':
        return html(500, 'Internal Server Error')
      case 'restarting':
        return request.method === 'GET' ? html(502, 'Bad Gateway') : html(405, 'Not Allowed')
      case 'empty-200':
        return new Response('', { status: 200, headers: { 'Content-Type': 'application/json' } })
      case 'drop-before':
        return null
      case 'drop-after':
        await handle(request, undefined)
        return null
      case 'slow': {
        const response = await handle(request, undefined)
        await sleep(fault.ms ?? 0)
        return response
      }
      default:
        return handle(request, fault)
    }
  }

  return {
    faults,
    requests,
    async fetch(input, init) {
      const request = new Request(input, init)
      request.signal.throwIfAborted()
      const aborted = new Promise<never>((_, reject) => {
        request.signal.addEventListener('abort', () => reject(request.signal.reason), { once: true })
      })
      const response = await Promise.race([answer(request), aborted])
      if (!response) throw new TypeError('fetch failed', { cause: new Error('other side closed') })
      return response
    },
    listen(port = 0) {
      return new Promise((resolve, reject) => {
        const server = serve(
          {
            port,
            hostname: '127.0.0.1',
            overrideGlobalObjects: false,
            async fetch(request, env) {
              const response = await answer(request)
              if (!response) env.incoming.socket?.destroy()
              return response ?? new Response()
            },
          },
          (info) => {
            resolve({
              url: `http://127.0.0.1:${info.port}`,
              close: () => new Promise<void>((done) => server.close(() => done())),
            })
          },
        )
        server.on('error', reject)
      })
    },
  }
}

function html(status: number, title: string): Response {
  return new Response(
    `<html>\r\n<head><title>${status} ${title}</title></head>\r\n<body>\r\n<center><h1>${status} ${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`,
    { status, headers: { 'Content-Type': 'text/html; charset=utf-8' } },
  )
}
