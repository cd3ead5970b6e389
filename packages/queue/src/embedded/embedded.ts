import { join } from 'node:path'
import type { PGlite as Database } from '@electric-sql/pglite'
import type { PgPool } from 'bullmq'
import type { Backend, OnMessage } from '../backend/backend.ts'
import { createPostgresBackendOn, preparePostgres } from '../backend/postgres.ts'
import { QueueError } from '../errors.ts'
import { createDatabase, openDatabase } from './database.ts'
import { freeBytes, makePrivate, writeProbe } from './files.ts'
import { lockFolder } from './folder-lock.ts'
import { createSessionPool } from './session-pool.ts'
import { placeStore, putStoreBack, removeUnfinished, setStoreAside, storeExists } from './store-folder.ts'
import { keepSmall } from './upkeep.ts'

/**
 * The store inside the process, in `folder`, which it locks. A damaged store is set aside under another name, told of,
 * and replaced by an empty one. Throws QueueError when the folder is in use or cannot be written, and when the disk is full.
 */
export async function openEmbedded(
  folder: string,
  prefix: string,
  say: OnMessage,
  now: () => number,
): Promise<Backend> {
  await usable(folder, makePrivate)
  const lock = await usable(folder, lockFolder)
  try {
    // Before anything is written: what was left half made may be what fills the disk.
    await usable(folder, removeUnfinished)
    await usable(folder, writeProbe)
    const { database, pool, opened } = await openOrReplace(folder, say, now)
    const flush = async () => {
      await pool.query(`SELECT pg_logical_emit_message(false, 'cowherd', '', true)`)
    }
    const upkeep = keepSmall(pool, (error) => say('warn', `tidying ${folder}: ${messageOf(error)}`))
    return createPostgresBackendOn(pool, prefix, {
      kind: 'embedded',
      opened,
      parallel: 4,
      flush,
      exclusively: (work) => work(),
      durability: async () => ({ kind: 'embedded' }),
      async close() {
        await upkeep.stop()
        try {
          await flush()
        } finally {
          await database.close().finally(() => lock.release())
        }
      },
    })
  } catch (error) {
    lock.release()
    throw error
  }
}

/** A new store takes 40 MB. */
const storeBytes = 64_000_000

interface Opened {
  readonly database: Database
  readonly pool: PgPool
}

async function openOrReplace(
  folder: string,
  say: OnMessage,
  now: () => number,
): Promise<Opened & Pick<Backend, 'opened'>> {
  if (!(await storeExists(folder))) return { ...(await createAndOpen(folder, say)), opened: 'new' }
  try {
    return { ...(await openStore(join(folder, 'store'))), opened: 'kept' }
  } catch (error) {
    await assertRoom(folder, error)
    const aside = await setStoreAside(folder, now())
    say(
      'error',
      `the queue in ${folder} is damaged (${messageOf(error)}); it was set aside as ${aside} and is started anew`,
    )
    try {
      return { ...(await createAndOpen(folder, say)), opened: 'replaced' }
    } catch (failure) {
      await putStoreBack(folder, aside)
      throw failure
    }
  }
}

async function createAndOpen(folder: string, say: OnMessage): Promise<Opened> {
  await placeStore(folder, async (path) => {
    try {
      await createDatabase(path)
    } catch (error) {
      say('warn', `making the queue inside this process, which takes more memory: ${messageOf(error)}`)
      await (await openDatabase(path)).close()
    }
  }).catch((reason: unknown) => {
    throw new QueueError('folder', `cannot make the queue in ${folder}: ${messageOf(reason)}`)
  })
  return await openStore(join(folder, 'store'))
}

async function openStore(path: string): Promise<Opened> {
  const database = await openDatabase(path)
  try {
    const pool = createSessionPool(database)
    await preparePostgres(pool)
    await database.exec('SET search_path TO bullmq')
    // The disk is waited for where somebody is told that something is stored, and nowhere else: whatever a killed
    // process had not flushed is missing from the end, so that a run whose end is missing is made again.
    await database.exec('SET synchronous_commit TO off')
    // Damage to what was stored must show now, not in the middle of a run.
    await database.exec(
      'SELECT sum(length(job::text)) FROM job; SELECT sum(length(value::text)) FROM cowherd.value',
    )
    return { database, pool }
  } catch (error) {
    await database.close().catch(() => {})
    throw error
  }
}

/** A store that cannot be opened on a full disk is not damaged, and another one would find no place beside it. */
async function assertRoom(folder: string, reason: unknown): Promise<void> {
  const free = await freeBytes(folder)
  if (free >= storeBytes && !/ENOSPC|EDQUOT|no space/i.test(messageOf(reason))) return
  const [has, takes] = [free, storeBytes].map((bytes) => `${Math.floor(bytes / 1e6)} MB`)
  throw new QueueError(
    'folder',
    `the queue in ${folder} cannot be opened (${messageOf(reason)}), and the disk is full: ${has} are free, make room for ${takes}`,
  )
}

async function usable<Result>(folder: string, use: (folder: string) => Promise<Result>): Promise<Result> {
  try {
    return await use(folder)
  } catch (error) {
    if (error instanceof QueueError) throw error
    throw new QueueError('folder', `cannot use the folder ${folder}: ${messageOf(error)}`)
  }
}

/** The first line of what went wrong; PGlite also throws what is no Error. */
function messageOf(error: unknown): string {
  const { message, name } = Object(error) as Partial<Error>
  const text = message ?? name ?? String(error)
  return text.split('\n', 1)[0] ?? ''
}
