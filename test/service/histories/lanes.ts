import { startPostgres } from '../../servers/postgres.ts'
import { startRedis } from '../../servers/redis.ts'
import type { TestServer } from '../../servers/server.ts'
import type { Backend } from './setting.ts'

/** Where the worlds of one lane keep their queues: servers of its own, since a world may crash them. */
export interface Lane {
  /** The server of a backend, started when it is first asked for; undefined where there is none. */
  serverOf(backend: Backend): Promise<TestServer | undefined>
  stop(): Promise<void>
}

/** Makes a lane; nothing is started yet. */
export function createLane(): Lane {
  const servers = new Map<Backend, Promise<TestServer | undefined>>()
  const start = { embedded: async () => undefined, redis: startRedis, postgres: startPostgres }
  return {
    serverOf(backend) {
      const server = servers.get(backend) ?? start[backend]()
      servers.set(backend, server)
      return server
    },
    async stop() {
      for (const server of servers.values()) await (await server)?.stop()
    },
  }
}

/** The backends that this machine has. */
export async function backendsOf(lane: Lane): Promise<Backend[]> {
  const all: Backend[] = ['embedded', 'redis', 'postgres']
  const servers = await Promise.all(all.map((backend) => lane.serverOf(backend)))
  return all.filter((backend, index) => backend === 'embedded' || servers[index] !== undefined)
}

/** Does things side by side, each in a lane that is free, in their order, until one of them says that it is enough. */
export async function workInLanes<Thing>(
  lanes: readonly Lane[],
  things: readonly Thing[],
  work: (thing: Thing, lane: Lane) => Promise<'go on' | 'enough'>,
): Promise<void> {
  const left = [...things]
  await Promise.all(
    lanes.map(async (lane) => {
      for (let thing = left.shift(); thing !== undefined; thing = left.shift()) {
        if ((await work(thing, lane)) === 'enough') left.length = 0
      }
    }),
  )
}
