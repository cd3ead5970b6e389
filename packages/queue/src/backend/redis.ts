import { Queue as BullQueue, Worker as BullWorker } from 'bullmq'
import { Redis, type RedisOptions } from 'ioredis'
import { QueueError } from '../errors.ts'
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
    async close() {
      asking.disconnect()
      working.disconnect()
    },
  }
}

function warnOfLoss(info: string, address: ServerAddress, say: OnMessage): void {
  const value = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1]
  const policy = value('maxmemory_policy')
  if (policy && policy !== 'noeviction') {
    say(
      'warn',
      `${address.shown} may throw stored events away: set maxmemory-policy to noeviction (now ${policy})`,
    )
  }
  if (value('aof_enabled') === '0') {
    say('warn', `${address.shown} may lose the newest events when it stops: set appendonly to yes`)
  }
}
