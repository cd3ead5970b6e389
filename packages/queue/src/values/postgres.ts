import type { PgQueryable } from 'bullmq'
import type { Json, KeyValue } from '../queue.ts'

/** Makes the table of the values where it is missing; safe when several processes start at once. */
export async function createValuesTable(client: PgQueryable): Promise<void> {
  await client.query('BEGIN')
  try {
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('cowherd'))`)
    await client.query('CREATE SCHEMA IF NOT EXISTS cowherd')
    await client.query(
      `CREATE TABLE IF NOT EXISTS cowherd.value
         (prefix text NOT NULL, key text NOT NULL, value jsonb NOT NULL, PRIMARY KEY (prefix, key))`,
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
}

/** Values in one table, apart by prefix. */
export function createPostgresValues(pool: PgQueryable, prefix: string): KeyValue {
  return {
    async getMany(keys) {
      if (keys.length === 0) return new Map()
      const { rows } = await pool.query<{ key: string; value: Json }>(
        'SELECT key, value FROM cowherd.value WHERE prefix = $1 AND key = ANY($2::text[])',
        [prefix, keys],
      )
      return new Map(rows.map(({ key, value }) => [key, value]))
    },
    async putMany(values) {
      if (values.size === 0) return
      await pool.query(
        `INSERT INTO cowherd.value SELECT $1, key, value FROM jsonb_each($2::jsonb)
         ON CONFLICT (prefix, key) DO UPDATE SET value = EXCLUDED.value`,
        [prefix, JSON.stringify(Object.fromEntries(values))],
      )
    },
    async deleteMany(keys) {
      if (keys.length === 0) return
      await pool.query('DELETE FROM cowherd.value WHERE prefix = $1 AND key = ANY($2::text[])', [
        prefix,
        keys,
      ])
    },
    async clear() {
      await pool.query('DELETE FROM cowherd.value WHERE prefix = $1', [prefix])
    },
  }
}
