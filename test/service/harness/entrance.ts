import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { SimulatedServer } from '@cowherd/simulators'

/** A request as it came in. */
export interface Incoming {
  readonly method: string
  readonly path: string
  readonly body: string
}

/** What is told of one request after its arrival. */
export interface Listener {
  /** The server has carried it out, or failed to; its answer has not left. */
  carried?(): void
  /** Its answer was sent, or its connection broken off. */
  answered?(): void
}

/** A port of its own to a simulated server, at which each request is heard. */
export interface Entrance {
  readonly port: number
  close(): void
}

/** Opens a port of 127.0.0.1; `hear` is called with each request as it arrives. */
export async function openEntrance(
  simulated: SimulatedServer,
  hear: (request: Incoming) => Listener,
): Promise<Entrance> {
  const entrance = createServer(async (incoming, outgoing) => {
    const { method = 'GET', url: path = '/' } = incoming
    let listener: Listener = {}
    try {
      const body = await text(incoming)
      listener = hear({ method, path, body })
      const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])
      const answer = simulated.fetch(`http://127.0.0.1${path}`, {
        method,
        headers: Object.fromEntries(headers),
        ...(method === 'GET' ? {} : { body }),
      })
      const response = await answer.finally(() => listener.carried?.())
      outgoing.writeHead(response.status, Object.fromEntries(response.headers))
      outgoing.end(Buffer.from(await response.arrayBuffer()))
    } catch {
      outgoing.destroy()
    }
    listener.answered?.()
  })
  entrance.listen(0, '127.0.0.1')
  await once(entrance, 'listening')
  return {
    port: (entrance.address() as AddressInfo).port,
    close() {
      entrance.close()
      entrance.closeAllConnections()
    },
  }
}
