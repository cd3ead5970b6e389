import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { SimulatedServer } from '@cowherd/simulators'

/** The port of a simulated server that tells of each write as soon as it is carried out. */
export interface Entrance {
  readonly port: number
  /** Requests that change something. */
  writes(): number
  close(): void
}

/** Opens a port of 127.0.0.1; `onWrite` is called before the answer to a write leaves. */
export async function openEntrance(simulated: SimulatedServer, onWrite: () => void): Promise<Entrance> {
  let writes = 0
  const entrance = createServer(async (incoming, outgoing) => {
    const { method = 'GET', url: path = '/' } = incoming
    try {
      const body = await text(incoming)
      const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])
      const answer = simulated.fetch(`http://127.0.0.1${path}`, {
        method,
        headers: Object.fromEntries(headers),
        ...(method === 'GET' ? {} : { body }),
      })
      const response = await answer.finally(() => {
        if (method === 'GET') return
        writes += 1
        onWrite()
      })
      outgoing.writeHead(response.status, Object.fromEntries(response.headers))
      outgoing.end(Buffer.from(await response.arrayBuffer()))
    } catch {
      outgoing.destroy()
    }
  })
  entrance.listen(0, '127.0.0.1')
  await once(entrance, 'listening')
  return {
    port: (entrance.address() as AddressInfo).port,
    writes: () => writes,
    close() {
      entrance.close()
      entrance.closeAllConnections()
    },
  }
}
