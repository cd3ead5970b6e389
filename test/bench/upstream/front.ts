import { createServer, type IncomingMessage, type Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SimulatedServer } from '@cowherd/simulators'
import type { Exchange, Exchanges } from './exchange.ts'
import { type Asked, latencyOf, type Stock, serverWorkers } from './latency.ts'
import { createWorkers } from './workers.ts'

/** How a simulated server is put on the network. */
export interface FrontOptions {
  readonly side: Asked['side']
  readonly exchanges: Exchanges
  readonly stock: () => Stock
  /** What latencies are multiplied by, asked for each request; 0 for none. */
  readonly scale: () => number
}

/** The same server, but each answer takes as long as that of a real one, and no more are worked on at once. */
export function withLatency<Server extends SimulatedServer>(server: Server, options: FrontOptions): Server {
  return { ...server, listen: (port?: number) => listen(server, options, port) }
}

async function listen(server: SimulatedServer, options: FrontOptions, port = 0) {
  const { side, exchanges, stock, scale } = options
  const work = createWorkers(serverWorkers[side])
  const front = createServer(async (incoming, outgoing) => {
    const begin = performance.now()
    const body = await bodyOf(incoming)
    const asked = { side, method: incoming.method ?? 'GET', path: incoming.url ?? '/', body }
    const answer = await work(async () => {
      const ends = performance.now() + latencyOf(asked, stock()) * scale()
      // A write shows at its end, a reading is of its beginning.
      const early = asked.method === 'GET' ? await ask(server, incoming, asked) : undefined
      await sleep(Math.max(0, ends - performance.now()))
      return early ?? (await ask(server, incoming, asked))
    }).catch(() => undefined)
    if (!answer) return void incoming.socket.destroy()
    outgoing.writeHead(answer.status, answer.headers).end(answer.text)
    const exchange: Exchange = { side, method: asked.method, path: asked.path, begin, end: performance.now() }
    exchanges.all.push(exchange)
    for (const hear of exchanges.onExchange) hear(exchange)
  })
  await new Promise<void>((resolve) => front.listen(port, '127.0.0.1', resolve))
  return { url: urlOf(front), close: () => closed(front) }
}

async function ask(server: SimulatedServer, incoming: IncomingMessage, { method, path, body }: Asked) {
  const headers = Object.entries(incoming.headersDistinct).flatMap(([name, values]) =>
    (values ?? []).map((value): [string, string] => [name, value]),
  )
  const init = { method, headers, ...(method === 'GET' ? {} : { body }) }
  const response = await server.fetch(`http://${incoming.headers.host}${path}`, init)
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    text: await response.text(),
  }
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

function urlOf(front: Server): string {
  const address = front.address()
  if (address === null || typeof address === 'string') throw new Error('the front does not listen')
  return `http://127.0.0.1:${address.port}`
}

function closed(front: Server): Promise<void> {
  front.closeIdleConnections()
  return new Promise((resolve) => front.close(() => resolve()))
}
