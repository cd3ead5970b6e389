import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fillDisk } from '../../service/harness/small-disk.ts'
import type { FaultSource } from './fault.ts'

/** The disk under the data folder is full. */
export const fullDisk: FaultSource = (random, { disk }, mostMs) => {
  if (disk === undefined) return undefined
  const forMs = random.int(500, Math.max(1_000, Math.min(15_000, mostMs)))
  return {
    kind: 'disk of the data folder full',
    what: `for ${forMs} ms`,
    async happen() {
      const file = join(disk, 'filler')
      fillDisk(file)
      await sleep(forMs)
      rmSync(file, { force: true })
    },
  }
}
