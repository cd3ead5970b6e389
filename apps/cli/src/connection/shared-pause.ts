import type { Memory, Pause } from '@cowherd/reconcile'
import { createSharedMemory } from '@cowherd/state'
import type { Io } from '../program/io.ts'
import { openServiceQueue } from '../service/open-queue.ts'
import type { MemorySettings } from './settings.ts'

/**
 * A command's memory where a queue server is set: a pause, and who put aliases on hold, count for all processes that share the server.
 * A pause is asked for once in a command, so that a long one does not open a connection before each write.
 */
export function withSharedPause(memory: Memory, settings: MemorySettings, io: Io): Memory {
  let known: Promise<Pause | undefined> | undefined

  async function withShared<T>(use: (shared: Memory) => Promise<T>): Promise<T> {
    const queue = await openServiceQueue(settings, io)
    try {
      return await use(
        createSharedMemory(queue.values, {
          dataDir: settings.dataDir,
          owner: settings.owner,
          target: settings.mailcowApiUrl,
          onDamaged: (message) => io.stderr.write(`warning: ${message}\n`),
        }),
      )
    } finally {
      await queue.close()
    }
  }

  return {
    ...memory,
    pause() {
      known ??= withShared((shared) => shared.pause())
      return known
    },
    aliasHolds: () => withShared((shared) => shared.aliasHolds()),
    rememberAliasHold: (id, hold) => withShared((shared) => shared.rememberAliasHold(id, hold)),
    async setPause(pause) {
      await withShared((shared) => shared.setPause(pause))
      known = Promise.resolve(pause)
    },
  }
}
