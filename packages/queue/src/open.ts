import { join } from 'node:path'
import v8 from 'node:v8'
import { parseAddress } from './backend/address.ts'
import type { Backend, OnMessage } from './backend/backend.ts'
import { createMessages } from './backend/messages.ts'
import { createQueue } from './create-queue.ts'
import type { Queue } from './queue.ts'

export interface QueueOptions {
  /** `redis://`, `rediss://` or `postgres://`; without it the queue is a folder of this process. */
  readonly url?: string | undefined
  /** Where the embedded queue keeps its folder `queue`. */
  readonly dataDir: string
  /** Keeps installations apart that share a server. Default `cowherd`. */
  readonly prefix?: string
  /** Milliseconds from a wake-up to its run, so that what belongs together arrives. */
  readonly settleMs: number
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** From 0 up to but not 1. */
  readonly random: () => number
  readonly onMessage: OnMessage
}

/**
 * Opens the queue that a URL names. Throws QueueError, whose message holds no password: a URL of no known kind, a server
 * that is away or refuses, a folder that is in use or cannot be written.
 */
export async function openQueue(options: QueueOptions): Promise<Queue> {
  const { now, random, settleMs } = options
  // Keeps the space for short-lived objects from growing: under load it takes 40 to 150 MB, which are never given back,
  // and makes nothing faster.
  v8.setFlagsFromString('--semi-space-growth-factor=1')
  const say = createMessages(options.onMessage, now)
  const backend = await openBackend(options, say)
  try {
    return await createQueue(backend, { now, random, settleMs, say })
  } catch (error) {
    await backend.close()
    throw error
  }
}

async function openBackend(options: QueueOptions, say: OnMessage): Promise<Backend> {
  const { url, dataDir, prefix = 'cowherd', now } = options
  // Each driver is loaded only where it is used: together they take some 100 MB.
  if (url === undefined || url === '') {
    const { openEmbedded } = await import('./embedded/embedded.ts')
    return await openEmbedded(join(dataDir, 'queue'), prefix, say, now)
  }
  const address = parseAddress(url)
  if (address.kind === 'redis') {
    const { openRedis } = await import('./backend/redis.ts')
    return await openRedis(address, prefix, say)
  }
  const { openPostgres } = await import('./backend/postgres.ts')
  return await openPostgres(address, prefix, say)
}
