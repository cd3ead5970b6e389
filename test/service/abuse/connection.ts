import { once } from 'node:events'
import { connect } from 'node:net'

/** A bare connection to a port of 127.0.0.1, for what no HTTP client would send. */
export interface Connection {
  send(text: string): void
  /** The status of the answer, once its head is there; 0 where the connection ended without one. */
  readonly status: Promise<number>
  /** Resolves when the server has ended the connection. */
  readonly closed: Promise<void>
  destroy(): void
}

/** Connects. Rejects where nobody listens. */
export async function openConnection(port: number): Promise<Connection> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  const { promise: status, resolve } = Promise.withResolvers<number>()
  const { promise: closed, resolve: resolveClosed } = Promise.withResolvers<void>()
  let head = ''
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    if (head.length < 15) head += chunk
    const found = /^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1]
    if (found) resolve(Number(found))
  })
  // A server that refuses a request may close while it is still being sent.
  socket.on('error', () => {})
  socket.on('close', () => {
    resolve(0)
    resolveClosed()
  })
  return {
    ...{ status, closed },
    send: (text) => void socket.write(text),
    destroy: () => void socket.destroy(),
  }
}
