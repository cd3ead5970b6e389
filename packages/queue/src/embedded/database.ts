import { execFile } from 'node:child_process'
import fs from 'node:fs'
import { promisify } from 'node:util'
import v8 from 'node:v8'
import type { PGlite as Database } from '@electric-sql/pglite'

/** Opens the database of a folder, which must hold one. Throws whatever PGlite throws, for damage of any kind. */
export async function openDatabase(dataDir: string): Promise<Database> {
  // Spares the memory of the module's optimised code, which is no faster here.
  v8.setFlagsFromString('--liftoff-only')
  const { PGlite } = await import('@electric-sql/pglite')
  const settings = ['shared_buffers=2MB', 'fsync=on', 'wal_sync_method=fsync']
  const startParams = [...PGlite.defaultStartParams, ...settings.flatMap((setting) => ['-c', setting])]
  const database = await PGlite.create({ dataDir, startParams })
  makeSyncsReal(database)
  return database
}

/** PGlite's file system answers a sync without making one: a commit would survive the process, but no power cut. */
function makeSyncsReal(database: Database): void {
  const { stream_ops: operations } = database.Module.NODEFS as unknown as {
    stream_ops: { fsync?: (stream: { nfd?: number }) => number }
  }
  operations.fsync = ({ nfd }) => {
    if (nfd !== undefined) fs.fsyncSync(nfd)
    return 0
  }
}

const createScript = `
  const [entry, folder] = process.argv.slice(1)
  const { PGlite } = await import(entry)
  const database = await PGlite.create(folder)
  await database.close()
`

/**
 * Makes an empty database in a new folder. It takes a second PGlite, whose hundreds of megabytes a process never gives
 * back; so it happens in one of its own.
 */
export async function createDatabase(folder: string): Promise<void> {
  const entry = import.meta.resolve('@electric-sql/pglite')
  const options = ['--input-type=module', '--eval', createScript, '--', entry, folder]
  await promisify(execFile)(process.execPath, options, { env: {}, timeout: 120_000 })
}
