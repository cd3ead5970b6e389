import type { Durability } from '@cowherd/queue'
import type { Verdict } from '../check/check.ts'
import { ok, problem, skipped, warning } from '../check/verdict.ts'

/** BullMQ needs 6.2 or newer for what the queue does; Valkey begins with 7.2. */
const oldestRedis = [6, 2] as const
const oldestPostgres = 13

/** Whether a queue server keeps what it was given. */
export function judgeDurability(durability: Durability): Verdict {
  switch (durability.kind) {
    case 'embedded':
      return skipped('The queue is embedded.')
    case 'redis':
      return judgeRedis(durability)
    case 'postgres':
      return judgePostgres(durability)
  }
}

function judgeRedis({
  version,
  evictionPolicy,
  appendOnly,
  snapshots,
}: Durability & { kind: 'redis' }): Verdict {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major < oldestRedis[0] || (major === oldestRedis[0] && minor < oldestRedis[1])) {
    return problem(
      `Redis ${version} is too old.`,
      `Update it to ${oldestRedis.join('.')} or newer, or use Valkey.`,
    )
  }
  if (evictionPolicy !== null && evictionPolicy !== 'noeviction') {
    return problem(
      `Redis may throw stored events away when its memory is full (maxmemory-policy ${evictionPolicy}).`,
      'Set maxmemory-policy to noeviction in redis.conf, or: redis-cli CONFIG SET maxmemory-policy noeviction',
    )
  }
  if (appendOnly === false && snapshots === false) {
    return problem(
      'Redis keeps nothing on disk: all that waits is lost when it stops.',
      'Set appendonly to yes in redis.conf, or: redis-cli CONFIG SET appendonly yes',
    )
  }
  if (appendOnly === false) {
    return warning(
      'Redis only makes snapshots: the newest events are lost when it is killed, and wait for the next sweep.',
      'Set appendonly to yes in redis.conf, or: redis-cli CONFIG SET appendonly yes',
    )
  }
  if (evictionPolicy === null || appendOnly === null) {
    return warning(
      `Redis ${version} does not show whether it keeps what it was given.`,
      'Make sure that maxmemory-policy is noeviction and appendonly is yes.',
    )
  }
  return ok(`Redis ${version}: noeviction, with an append-only file.`)
}

function judgePostgres({
  version,
  fsync,
  fullPageWrites,
  synchronousCommit,
}: Durability & { kind: 'postgres' }): Verdict {
  if (Number.parseInt(version, 10) < oldestPostgres) {
    return problem(`PostgreSQL ${version} is too old.`, `Update it to ${oldestPostgres} or newer.`)
  }
  if (!fsync || !fullPageWrites) {
    return problem(
      `PostgreSQL runs with ${fsync ? 'full_page_writes' : 'fsync'} off: a power cut may damage its whole data.`,
      `Set ${fsync ? 'full_page_writes' : 'fsync'} to on in postgresql.conf.`,
    )
  }
  if (synchronousCommit === 'off') {
    return warning(
      'PostgreSQL runs with synchronous_commit off: the newest events may be lost at a crash, and wait for the next sweep.',
      'Set synchronous_commit to on for this database: ALTER DATABASE … SET synchronous_commit = on',
    )
  }
  return ok(`PostgreSQL ${version}: fsync on.`)
}
