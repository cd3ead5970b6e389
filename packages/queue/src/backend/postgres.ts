import {
  type BackendFactory,
  Queue as BullQueue,
  Worker as BullWorker,
  type ConnectionOptions,
  createPostgresBackend,
  type PgPool,
  type RedisQueueBackend,
  runMigrations,
} from 'bullmq'
import { QueueError } from '../errors.ts'
import type { Durability } from '../queue.ts'
import { createPostgresValues, createValuesTable } from '../values/postgres.ts'
import { type ServerAddress, withoutPassword } from './address.ts'
import { type Backend, type OnMessage, queueDefaults, workerDefaults } from './backend.ts'

const connectTimeout = 5_000

/** A PostgreSQL server, 13 or newer. Throws QueueError when it cannot be reached, refuses the login or its tables. */
export async function openPostgres(address: ServerAddress, prefix: string, say: OnMessage): Promise<Backend> {
  const { Pool } = (await import('pg')).default
  const url = new URL(address.url)
  const options = [url.searchParams.get('options'), '-c search_path=bullmq'].filter(Boolean).join(' ')
  url.searchParams.delete('options')
  const pool = new Pool({
    connectionString: url.href,
    options,
    application_name: 'cowherd',
    keepAlive: true,
    connectionTimeoutMillis: connectTimeout,
    query_timeout: 2 * connectTimeout,
    // Each worker keeps two for listening.
    max: 12,
  })
  // That a connection broke while it is in use is told by whatever is asked of it.
  pool.on('connect', (client) => client.on('error', () => {}))
  pool.on('error', (error) => say('warn', `${address.shown}: ${withoutPassword(address, error)}`))
  try {
    await preparePostgres(pool as unknown as PgPool)
  } catch (error) {
    await pool.end()
    throw new QueueError('unreachable', `cannot use ${address.shown}: ${withoutPassword(address, error)}`)
  }
  return createPostgresBackendOn(pool as unknown as PgPool, prefix, {
    kind: 'postgres',
    opened: 'kept',
    parallel: 8,
    flush: async () => {},
    async exclusively(work) {
      const client = await pool.connect()
      try {
        await client.query(`SET lock_timeout = ${connectTimeout}`)
        // A process that hangs while it has the lock must not keep all others from their work.
        await client
          .query('SELECT pg_advisory_lock(hashtext($1))', [`cowherd ${prefix}`])
          .catch((error) => say('warn', `${address.shown}: ${withoutPassword(address, error)}`))
        await work()
      } finally {
        // With its session the lock ends, too, whatever became of it.
        client.release(true)
      }
    },
    durability: () => readDurability(pool as unknown as PgPool),
    close: () => pool.end(),
  })
}

async function readDurability(pool: PgPool): Promise<Durability> {
  const names = ['server_version', 'fsync', 'full_page_writes', 'synchronous_commit']
  const { rows } = await pool.query<{ name: string; setting: string }>(
    'SELECT name, setting FROM pg_settings WHERE name = ANY($1::text[])',
    [names],
  )
  const value = (name: string) => rows.find((row) => row.name === name)?.setting ?? ''
  return {
    kind: 'postgres',
    version: value('server_version'),
    fsync: value('fsync') === 'on',
    fullPageWrites: value('full_page_writes') === 'on',
    synchronousCommit: value('synchronous_commit'),
  }
}

/** Makes or updates BullMQ's tables and the one of the values. */
export async function preparePostgres(pool: PgPool): Promise<void> {
  const client = await pool.connect()
  try {
    await runMigrations(client)
    await createValuesTable(client)
  } finally {
    client.release()
  }
}

/** The server's clock, in milliseconds since 1970. */
const clock = '(extract(epoch FROM clock_timestamp()) * 1000)::bigint'

/** The backend over an open pool; queues of one database are apart by the prefix of their names. */
export function createPostgresBackendOn(
  pool: PgPool,
  prefix: string,
  rest: Pick<Backend, 'kind' | 'opened' | 'parallel' | 'flush' | 'exclusively' | 'durability' | 'close'>,
): Backend {
  // BullMQ types queue and worker for Redis unless each mention of them names another backend.
  const factory = createPostgresBackend as unknown as BackendFactory<RedisQueueBackend>
  const connection = pool as unknown as ConnectionOptions
  return {
    ...rest,
    queue: (name) => new BullQueue(`${prefix}-${name}`, { ...queueDefaults, connection }, factory),
    async remove(queue, ids) {
      // BullMQ's own request removes one; a commit each would take seconds for a thousand.
      const text = 'SELECT count(remove($1, id, false)) FROM unnest($2::text[]) AS id'
      await pool.query(text, [queue.name, ids])
    },
    worker: (name, processor, options) =>
      new BullWorker(`${prefix}-${name}`, processor, { ...workerDefaults, ...options, connection }, factory),
    values: createPostgresValues(pool, prefix),
    async now() {
      const { rows } = await pool.query<{ now: string }>(`SELECT ${clock} AS now`)
      return Number(rows[0]?.now)
    },
    async shortenLocks(name, lockMs) {
      const ahead = [`${prefix}-${name}`, 2 * lockMs]
      await pool.query(
        `UPDATE job SET locked_until_ms = ${clock} + $2::bigint
          WHERE queue = $1 AND state = 'active' AND locked_until_ms > ${clock} + $2::bigint`,
        ahead,
      )
      await pool.query(
        `UPDATE meta SET value = (${clock})::text
          WHERE queue = $1 AND field = 'stalled-check' AND value::bigint > ${clock} + $2::bigint`,
        ahead,
      )
    },
    async ping() {
      await pool.query('SELECT 1')
    },
  }
}
