import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import v8 from 'node:v8'
import type { PGlite as Database, PGliteOptions } from '@electric-sql/pglite'

/** Opens the database of a folder, which must hold one. Throws whatever PGlite throws, for damage of any kind. */
export async function openDatabase(folder: string): Promise<Database> {
  // V8's optimising compiler takes another 100 MB or more for this module, and makes nothing faster here.
  v8.setFlagsFromString('--liftoff-only')
  const { PGlite } = await import('@electric-sql/pglite')
  return await PGlite.create(optionsFor(folder, PGlite.defaultStartParams))
}

function optionsFor(dataDir: string, defaults: readonly string[]): PGliteOptions {
  // PGlite turns fsync off; an acknowledged event must survive a power cut.
  return { dataDir, startParams: [...defaults, '-c', 'shared_buffers=2MB', '-c', 'fsync=on'] }
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
