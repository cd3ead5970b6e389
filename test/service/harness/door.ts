import type { SimulatedServer } from '@cowherd/simulators'
import { freePort } from '../../servers/server.ts'

/** The port of a simulated server, which can be shut and opened again. */
export interface Door {
  readonly url: string
  open(): Promise<void>
  /** Refuses connections; requests under way end first. */
  shut(): Promise<void>
}

/** Opens a port of 127.0.0.1 for a server. */
export async function openDoor(server: SimulatedServer): Promise<Door> {
  const port = await freePort()
  let listener: { close(): Promise<void> } | undefined = await server.listen(port)
  return {
    url: `http://127.0.0.1:${port}`,
    async open() {
      listener ??= await server.listen(port)
    },
    async shut() {
      const open = listener
      listener = undefined
      await open?.close()
    },
  }
}
