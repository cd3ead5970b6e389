import { constants } from 'node:fs'
import { access, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Folder } from '@cowherd/doctor'

/** Looks at a folder, or where it would be made, and writes nothing. */
export async function inspectFolder(path: string): Promise<Folder> {
  const place = await existingPart(path)
  const unwritable = await access(place, constants.W_OK | constants.X_OK).then(
    () => undefined,
    (error: NodeJS.ErrnoException) => error.code ?? error.message,
  )
  const system = await statfs(place).catch(() => undefined)
  return {
    path,
    unwritable,
    freeBytes: system && system.bavail * system.bsize,
    kind: process.platform === 'linux' ? system?.type : undefined,
  }
}

async function existingPart(path: string): Promise<string> {
  const there = await access(path).then(
    () => true,
    () => false,
  )
  const above = dirname(path)
  return there || above === path ? path : existingPart(above)
}
