import { join } from 'node:path'
import type { Settings } from '@cowherd/config'
import type { ServicePort } from '@cowherd/doctor'
import type { Durability, Queue } from '@cowherd/queue'
import type { Io } from '../../program/io.ts'
import { controlPath } from '../../service/control.ts'
import { openServiceQueue } from '../../service/open-queue.ts'
import { portOfQueue, readSigns } from '../signs/read.ts'
import { portOfSocket } from '../signs/socket.ts'

/** The queue as the doctor looks at it. */
export interface QueueProbe {
  /** The folder of the embedded queue; undefined where a server is set. */
  readonly folder: string | undefined
  /** Reaches the server. Throws QueueError. */
  durability(): Promise<Durability>
}

/** The queue of an installation and the service behind it, seen from a command. */
export interface OpenProbe {
  readonly queue: QueueProbe
  readonly service: ServicePort
  close(): Promise<void>
}

/** Looks from outside: an embedded queue belongs to the service alone, which is spoken to by its socket. */
export function openQueueProbe(settings: Settings, io: Io): OpenProbe {
  if (settings.queueUrl === undefined) {
    const folder = join(settings.dataDir, settings.owner)
    return {
      queue: { folder, durability: async () => ({ kind: 'embedded' }) },
      service: portOfSocket(controlPath(settings)),
      close: async () => {},
    }
  }
  let opening: Promise<Queue> | undefined
  const open = () => {
    opening ??= openServiceQueue(settings, io, () => {})
    return opening
  }
  const port = async () => portOfQueue(await open())
  return {
    queue: { folder: undefined, durability: async () => (await open()).durability() },
    service: {
      signs: async () => (await port()).signs(),
      watch: async (watch) => (await port()).watch(watch),
    },
    async close() {
      await opening?.then((queue) => queue.close()).catch(() => {})
    },
  }
}

/** The same from within a service, which has its queue open. */
export function queueProbeOf(settings: Settings, queue: Queue): Omit<OpenProbe, 'close'> {
  const folder = queue.backend === 'embedded' ? join(settings.dataDir, settings.owner) : undefined
  const { watch } = portOfQueue(queue)
  return {
    queue: { folder, durability: () => queue.durability() },
    service: { signs: () => readSigns(queue), watch },
  }
}
