import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** What a network does to one client's connections: `cut` breaks them off in the middle of an answer. */
export type LinkMode = 'open' | 'refuse' | 'hang' | 'cut' | 'delay'

/** One client's way to one server. */
export interface Link {
  readonly port: number
  set(mode: LinkMode): void
  close(): void
}

const delayMs = 300

/** Opens a port of 127.0.0.1 that passes everything on to another. */
export async function openLink(targetPort: number): Promise<Link> {
  let mode: LinkMode = 'open'
  let lifted = Promise.withResolvers<void>()
  const pairs = new Set<readonly [Socket, Socket]>()
  const server = createServer((client) => {
    if (mode === 'refuse') {
      client.on('error', () => {})
      client.resetAndDestroy()
      return
    }
    const target = connect(targetPort, '127.0.0.1')
    const pair = [client, target] as const
    pairs.add(pair)
    const end = () => {
      pairs.delete(pair)
      client.destroy()
      target.destroy()
    }
    for (const socket of pair) socket.on('error', end).on('close', () => (socket.errored ? end() : undefined))
    relay(client, target, false, end)
    relay(target, client, true, end)
  })

  function relay(from: Socket, to: Socket, isAnswer: boolean, end: () => void): void {
    let passing = Promise.resolve()
    from.on('data', (chunk: Buffer) => {
      passing = passing.then(async () => {
        while (mode === 'hang') await lifted.promise
        if (mode === 'delay') await sleep(delayMs)
        if (to.destroyed) return
        if (mode === 'cut' && isAnswer) {
          to.write(chunk.subarray(0, chunk.length >> 1), end)
          return
        }
        to.write(chunk)
      })
    })
    from.on('close', () => {
      passing.then(end)
    })
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const set = (next: LinkMode) => {
    mode = next
    lifted.resolve()
    lifted = Promise.withResolvers()
    if (next === 'refuse') for (const pair of pairs) for (const socket of pair) socket.destroy()
  }
  return {
    set,
    port: (server.address() as AddressInfo).port,
    close() {
      set('refuse')
      server.close()
    },
  }
}
