import { randomUUID } from 'node:crypto'
import { rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { namesBeginning } from './files.ts'

/** How many damaged stores are kept. */
const keptAside = 3

/** Whether a folder has a store, damaged or not. */
export async function storeExists(folder: string): Promise<boolean> {
  return (await stat(join(folder, 'store')).catch(() => undefined)) !== undefined
}

/** Removes what a process that was killed while it made a store has left. */
export async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await namesBeginning(folder, 'making-')) {
    await rm(join(folder, name), { recursive: true, force: true })
  }
}

/** Lets `make` fill a new folder and puts it in the store's place when it is complete. */
export async function placeStore(folder: string, make: (path: string) => Promise<void>): Promise<void> {
  const path = join(folder, `making-${randomUUID()}`)
  try {
    await make(path)
    await rename(path, join(folder, 'store'))
  } catch (error) {
    await rm(path, { recursive: true, force: true }).catch(() => {})
    throw error
  }
}

/** Puts a store back that was set aside, where nothing has taken its place. */
export async function putStoreBack(folder: string, aside: string): Promise<void> {
  if (!(await storeExists(folder))) await rename(aside, join(folder, 'store')).catch(() => {})
}

/** Gives a damaged store another name, which is returned. Of older ones only the newest are kept. */
export async function setStoreAside(folder: string, now: number): Promise<string> {
  const aside = join(folder, `damaged-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`)
  await rename(join(folder, 'store'), aside)
  const names = await namesBeginning(folder, 'damaged-')
  for (const name of names.slice(0, -keptAside))
    await rm(join(folder, name), { recursive: true, force: true })
  return aside
}
