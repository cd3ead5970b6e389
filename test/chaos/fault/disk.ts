import { execFileSync } from 'node:child_process'
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FaultSource } from './fault.ts'

/** Puts a small disk under a folder; tells whether that is allowed here. */
export function mountSmallDisk(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=96m', 'cowherd-chaos', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Takes it away again. */
export function unmountDisk(folder: string): void {
  execFileSync('umount', ['-l', folder], { stdio: 'ignore' })
}

/** The disk under the data folder is full. */
export const fullDisk: FaultSource = (random, { disk }, mostMs) => {
  if (disk === undefined) return undefined
  const forMs = random.int(500, Math.max(1_000, Math.min(15_000, mostMs)))
  return {
    kind: 'disk of the data folder full',
    what: `for ${forMs} ms`,
    async happen() {
      const file = join(disk, 'filler')
      fill(file)
      await sleep(forMs)
      rmSync(file, { force: true })
    },
  }
}

function fill(file: string): void {
  const handle = openSync(file, 'w')
  for (let size = 1 << 20; size >= 4096; ) {
    try {
      writeSync(handle, Buffer.alloc(size, 1))
    } catch {
      size >>= 1
    }
  }
  closeSync(handle)
}
