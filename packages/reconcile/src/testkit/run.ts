import { createVolatileMemory, type Memory } from '../memory/memory.ts'
import type { SyncContext } from '../run/run.ts'
import { createFakeSource, type FakeSource, settingsOf } from './people.ts'
import type { FakeServer } from './server.ts'

/** The moment at which tests run. */
export const noon = new Date('2026-11-24T12:00:00Z')

/** A moment so many milliseconds later. */
export function later(milliseconds: number): Date {
  return new Date(noon.getTime() + milliseconds)
}

/** What a run needs, between two servers; waiting takes no time. */
export function contextOf(
  source: FakeSource | Parameters<typeof createFakeSource>[0],
  server: FakeServer,
  facts: Partial<SyncContext> = {},
): SyncContext {
  return {
    source: 'readDirectory' in source ? source : createFakeSource(source),
    target: server,
    writer: server,
    settings: settingsOf(),
    memory: createVolatileMemory(),
    now: () => noon,
    concurrency: 2,
    sleep: async () => {},
    ...facts,
  }
}

/** A memory that tells when it is asked to save the aliases. */
export function watchedMemory(onSave: () => void): Memory {
  const memory = createVolatileMemory()
  return {
    ...memory,
    saveFirst: (aliases, at) => {
      onSave()
      return memory.saveFirst(aliases, at)
    },
  }
}
