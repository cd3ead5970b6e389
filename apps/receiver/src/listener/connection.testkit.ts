import { connect, type Socket } from 'node:net'

/** A connection that speaks HTTP by hand. */
export interface RawConnection {
  send(text: string): void
  /** What came back, once the other side has closed; 'open' where it has not within the time, in milliseconds. */
  closed(withinMs: number): Promise<string | 'open'>
  destroy(): void
}

/** Opens a connection. */
export async function openConnection(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url)
  const socket: Socket = connect(Number(port), hostname)
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  let text = ''
  const end = new Promise<string>((resolve) => {
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(text))
  })
  return {
    send: (part) => void socket.write(part),
    closed: (withinMs) =>
      Promise.race([end, new Promise<'open'>((resolve) => setTimeout(() => resolve('open'), withinMs))]),
    destroy: () => socket.destroy(),
  }
}
