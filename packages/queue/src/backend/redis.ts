import { Queue as BullQueue, Worker as BullWorker } from 'bullmq'
import { Redis, type RedisOptions } from 'ioredis'
import { QueueError } from '../errors.ts'
import type { Durability } from '../queue.ts'
import { createRedisValues } from '../values/redis.ts'
import { type ServerAddress, withoutPassword } from './address.ts'
import { type Backend, type OnMessage, queueDefaults, workerDefaults } from './backend.ts'

const connectTimeout = 5_000

/** Redis or Valkey. Throws QueueError when the server cannot be reached or refuses the login. */
export async function openRedis(address: ServerAddress, prefix: string, say: OnMessage): Promise<Backend> {
  let isOpen = false
  let lastError: unknown
  const connect = (options: RedisOptions): Redis => {
    const client = new Redis(address.url.href, { lazyConnect: true, connectTimeout, ...options })
    client.on('error', (error) => {
      lastError = error
      if (isOpen) say('warn', `${address.shown}: ${withoutPassword(address, error)}`)
    })
    return client
  }
  // Two connections: a webhook must learn at once that nothing was stored, a worker waits until the server is back.
  const asking = connect({
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: connectTimeout,
  })
  const working = connect({ maxRetriesPerRequest: null })
  try {
    await asking.connect()
    warnOfLoss(await asking.info(), address, say)
    await working.connect()
    isOpen = true
  } catch (error) {
    asking.disconnect()
    working.disconnect()
    // The connection itself only says that it is closed.
    const reason = withoutPassword(address, lastError ?? error)
    throw new QueueError('unreachable', `cannot use ${address.shown}: ${reason}`)
  }
  // The braces keep all keys of an installation on one node of a cluster.
  const settings = { prefix: `{${prefix}}` }

  return {
    kind: 'redis',
    opened: 'kept',
    parallel: 100,
    queue: (name) => new BullQueue(name, { ...queueDefaults, ...settings, connection: asking }),
    async remove(queue, ids) {
      await Promise.all(ids.map((id) => queue.remove(id)))
    },
    worker: (name, processor, options) =>
      new BullWorker(name, processor, { ...workerDefaults, ...settings, ...options, connection: working }),
    values: createRedisValues(asking, `{${prefix}}:values`),
    flush: async () => {},
    async ping() {
      await asking.ping()
    },
    // Each request of BullMQ's is one script.
    exclusively: (work) => work(),
    async now() {
      const [seconds, microseconds] = await asking.time()
      return Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000)
    },
    // Redis itself counts their time.
    shortenLocks: async () => {},
    async durability() {
      return durabilityOf(await asking.info(), await configured(asking, 'save'))
    },
    async close() {
      asking.disconnect()
      working.disconnect()
    },
  }
}

function warnOfLoss(info: string, address: ServerAddress, say: OnMessage): void {
  const { evictionPolicy, appendOnly } = durabilityOf(info, undefined)
  if (evictionPolicy !== null && evictionPolicy !== 'noeviction') {
    say(
      'warn',
      `${address.shown} may throw stored events away: set maxmemory-policy to noeviction (now ${evictionPolicy})`,
    )
  }
  if (appendOnly === false) {
    say('warn', `${address.shown} may lose the newest events when it stops: set appendonly to yes`)
  }
}

/** @param save the setting of that name; undefined where the server does not tell it */
function durabilityOf(info: string, save: string | undefined): Durability & { readonly kind: 'redis' } {
  const value = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1]
  const appendOnly = value('aof_enabled')
  return {
    kind: 'redis',
    version: value('redis_version') ?? '',
    evictionPolicy: value('maxmemory_policy') ?? null,
    appendOnly: appendOnly === undefined ? null : appendOnly !== '0',
    snapshots: save === undefined ? null : save !== '',
  }
}

/** A setting of the server; undefined where it tells none, as hosted ones do. */
async function configured(redis: Redis, name: string): Promise<string | undefined> {
  try {
    const [, value] = (await redis.config('GET', name)) as string[]
    return value
  } catch {
    return undefined
  }
}
