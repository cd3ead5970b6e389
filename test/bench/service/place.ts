import { startPostgres } from '../../servers/postgres.ts'
import { startRedis } from '../../servers/redis.ts'

/** A backend of the queue to measure. */
export interface BenchPlace {
  readonly name: 'embedded' | 'redis' | 'postgres'
  readonly url: string | undefined
}

/** Starts the servers that are installed, runs `measure`, and stops them. */
export async function withPlaces<Result>(
  measure: (places: readonly BenchPlace[]) => Promise<Result>,
): Promise<Result> {
  const redis = await startRedis()
  const postgres = await startPostgres()
  try {
    return await measure([
      { name: 'embedded', url: undefined },
      ...(redis ? [{ name: 'redis' as const, url: redis.url }] : []),
      ...(postgres ? [{ name: 'postgres' as const, url: postgres.url }] : []),
    ])
  } finally {
    await redis?.stop()
    await postgres?.stop()
  }
}
