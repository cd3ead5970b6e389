import { execFileSync } from 'node:child_process'
import { closeSync, openSync, writeSync } from 'node:fs'

/** Puts a disk of 96 MB under a folder; tells whether that is allowed here. */
export function mountSmallDisk(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=96m', 'cowherd-small-disk', folder], {
      stdio: 'ignore',
    })
    return true
  } catch {
    return false
  }
}

/** Takes it away again. */
export function unmountDisk(folder: string): void {
  execFileSync('umount', ['-l', folder], { stdio: 'ignore' })
}

/** Fills the disk of a file with that file, to the last byte. */
export function fillDisk(file: string): void {
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
