import type { Settings } from '@cowherd/config'
import type { Memory, Values } from '@cowherd/reconcile'
import { createSharedMemory } from '@cowherd/state'
import type { Io } from '../program/io.ts'
import { memoryOf } from './connect.ts'

/** What a service remembers: in files where it is one process, with the queue where several share it. */
export function serviceMemory(settings: Settings, io: Io, values: Values): Memory {
  if (settings.queueUrl === undefined) return memoryOf(settings, io)
  return createSharedMemory(values, {
    dataDir: settings.dataDir,
    owner: settings.owner,
    target: settings.mailcowApiUrl,
    onDamaged: (message) => io.stderr.write(`warning: ${message}\n`),
  })
}
