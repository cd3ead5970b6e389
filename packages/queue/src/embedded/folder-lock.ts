import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { QueueError } from '../errors.ts'
import { readText } from './files.ts'

/** A folder that is this process's alone until `release`, or until the process ends in whatever way. */
export interface FolderLock {
  release(): void
}

/**
 * Locks a folder against every other process. SQLite holds the lock: it is the operating system's, works on all of
 * them, and is gone the moment its process is. Throws QueueError naming the holder.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const { DatabaseSync } = loadSqlite()
  const path = join(folder, 'lock')
  const holderPath = join(folder, 'lock.json')
  const database = new DatabaseSync(path)
  try {
    // Nothing is ever written, so that a full disk is no obstacle.
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if (!isBusy(error)) throw error
    throw new QueueError('locked', `${folder} is in use by ${holderOf(await readText(holderPath))}`)
  }
  // The lock holds without the holder's name, for which a full disk has no place.
  await writeFile(holderPath, JSON.stringify({ pid: process.pid, host: hostname() })).catch(() => {})
  return { release: () => database.close() }
}

function holderOf(text: string | undefined): string {
  try {
    const holder: unknown = JSON.parse(text ?? '')
    if (typeof holder === 'object' && holder !== null && 'pid' in holder && 'host' in holder) {
      return `process ${holder.pid} on ${holder.host}: one process only may use it; stop that one, or use a Redis or PostgreSQL server`
    }
  } catch {}
  return 'another process: one process only may use it'
}

function isBusy(error: unknown): boolean {
  const busy = 5
  return error instanceof Error && 'errcode' in error && error.errcode === busy
}

/** Node's SQLite, without the warning that its interface may change: only locking is used of it. */
function loadSqlite(): typeof import('node:sqlite') {
  const { emitWarning } = process
  process.emitWarning = () => {}
  try {
    return createRequire(import.meta.url)('node:sqlite')
  } finally {
    process.emitWarning = emitWarning
  }
}
