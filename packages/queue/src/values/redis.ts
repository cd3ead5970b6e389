import type { Redis } from 'ioredis'
import type { Json, KeyValue } from '../queue.ts'

const perRequest = 1_000

/** Values in one Redis hash. */
export function createRedisValues(redis: Redis, hash: string): KeyValue {
  return {
    async getMany(keys) {
      const found = new Map<string, Json>()
      for (const part of chunks(keys)) {
        const texts = await redis.hmget(hash, ...part)
        texts.forEach((text, at) => {
          const key = part[at]
          if (text !== null && key !== undefined) found.set(key, JSON.parse(text))
        })
      }
      return found
    },
    async putMany(values) {
      if (values.size === 0) return
      const transaction = redis.multi()
      for (const part of chunks([...values])) {
        transaction.hset(hash, ...part.flatMap(([key, value]) => [key, JSON.stringify(value)]))
      }
      for (const [error] of (await transaction.exec()) ?? []) if (error) throw error
    },
    async deleteMany(keys) {
      for (const part of chunks(keys)) await redis.hdel(hash, ...part)
    },
    async clear() {
      await redis.unlink(hash)
    },
  }
}

function chunks<T>(items: readonly T[]): T[][] {
  const parts: T[][] = []
  for (let at = 0; at < items.length; at += perRequest) parts.push(items.slice(at, at + perRequest))
  return parts
}
