import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'

export interface Address {
  /** such as `0.0.0.0` or `::` */
  readonly host: string
  /** 0: any free one */
  readonly port: number
}

/** Limits that keep slow and many connections from starving the others. Times in milliseconds. */
export interface ListenOptions {
  /** until all headers are there; default 10,000 */
  readonly headersTimeoutMs?: number
  /** until the whole request is there; default 15,000 */
  readonly requestTimeoutMs?: number
  /** until an idle connection is closed; default 5,000 */
  readonly keepAliveTimeoutMs?: number
  /** Connections at once; more are closed unanswered, which Authentik tries again. Default 2,000. */
  readonly maxConnections?: number
  /** that requests in flight have to finish after `stop`; default 10,000 */
  readonly graceMs?: number
}

export interface Listener {
  readonly url: string
  /** Takes no new connection, lets requests in flight finish, and breaks off what is left when the grace is over. */
  stop(): Promise<void>
}

/** Connections are looked at for their times so often. */
const CHECK_MS = 1000
const SWEEP_MS = 50

/**
 * Listens.
 *
 * @throws Error with the code of the system where the address cannot be had (`EADDRINUSE`, `EACCES`, …)
 */
export async function listen(
  app: { fetch(request: Request, env: object): Response | Promise<Response> },
  address: Address,
  options: ListenOptions = {},
): Promise<Listener> {
  const { headersTimeoutMs = 10_000, requestTimeoutMs = 15_000, keepAliveTimeoutMs = 5000 } = options
  const server = createAdaptorServer({
    fetch: (request, env) => app.fetch(request, env),
    createServer,
    overrideGlobalObjects: false,
    serverOptions: {
      headersTimeout: Math.min(headersTimeoutMs, requestTimeoutMs),
      requestTimeout: requestTimeoutMs,
      keepAliveTimeout: keepAliveTimeoutMs,
      connectionsCheckingInterval: Math.min(CHECK_MS, headersTimeoutMs),
    },
  }) as Server
  server.maxConnections = options.maxConnections ?? 2000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(address.port, address.host, 1024, resolve)
  })
  let stopped: Promise<void> | undefined
  return {
    url: urlOf(server.address() as AddressInfo),
    stop() {
      stopped ??= stopServer(server, options.graceMs ?? 10_000)
      return stopped
    },
  }
}

function stopServer(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    // A connection that was busy when the server closed is idle later, and would be kept for its next request.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS)
    const limit = setTimeout(() => server.closeAllConnections(), graceMs)
    server.close(() => {
      clearInterval(sweep)
      clearTimeout(limit)
      resolve()
    })
  })
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}
