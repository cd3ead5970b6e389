import type { PgQueryable } from 'bullmq'

const lookMs = 60_000
const writtenBytes = 8 * 1024 * 1024

/**
 * Does what a server's background processes do and PGlite has none of: checkpoints, without which the write-ahead log
 * grows for ever, and vacuums. Looks once a minute and acts after 8 MB of log.
 */
export function keepSmall(pool: PgQueryable, onError: (error: unknown) => void): { stop(): Promise<void> } {
  let since = '0/0'
  let busy = Promise.resolve()

  async function look(): Promise<void> {
    const { rows } = await pool.query<{ lsn: string; bytes: number | string }>(
      'SELECT pg_current_wal_lsn()::text AS lsn, pg_wal_lsn_diff(pg_current_wal_lsn(), $1::pg_lsn)::float8 AS bytes',
      [since],
    )
    const row = rows[0]
    if (!row || Number(row.bytes) < writtenBytes) return
    await pool.query('VACUUM')
    await pool.query('CHECKPOINT')
    since = row.lsn
  }
  const timer = setInterval(() => {
    busy = busy.then(look).catch(onError)
  }, lookMs)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await busy
    },
  }
}
