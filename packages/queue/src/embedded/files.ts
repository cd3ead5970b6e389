import { mkdir, open, readdir, readFile, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'

/** The text of a file, or undefined where there is none. */
export async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Makes a folder for its owner alone. */
export async function makePrivate(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
}

/** How much can still be written to the disk of a folder, in bytes. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/** Proves that a folder can be written: throws the system's error otherwise. */
export async function writeProbe(folder: string): Promise<void> {
  const probe = join(folder, `probe-${process.pid}`)
  const file = await open(probe, 'w', 0o600)
  try {
    // A full disk shows only when something is written, and no later than at the sync.
    await file.writeFile(Buffer.alloc(1_000_000))
    await file.sync()
  } finally {
    await file.close()
    await rm(probe, { force: true })
  }
}

/** The names in a folder that begin so, in order. */
export async function namesBeginning(folder: string, start: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.startsWith(start)).sort()
}
