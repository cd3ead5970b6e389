import type { Settings } from '@cowherd/config'
import {
  type CheckDefinition,
  judgeDurability,
  judgeFolder,
  judgeFolderKind,
  judgeLastSweep,
  judgeSchedules,
  judgeSecret,
  judgeWebhooks,
  type ServicePort,
  type ServiceSigns,
} from '@cowherd/doctor'
import type { Durability } from '@cowherd/queue'
import type { Io } from '../program/io.ts'
import { inspectFolder } from './probe/folder.ts'
import type { QueueProbe } from './probe/queue.ts'

/** What the checks of the queue and of the running service look at. */
export interface ServicePatient {
  readonly settings: Settings
  readonly queue: QueueProbe
  readonly service: ServicePort
  readonly io: Pick<Io, 'now'>
}

/** Checks of the queue and of the service; they change nothing. */
export function serviceChecks({ settings, queue, service, io }: ServicePatient): CheckDefinition[] {
  const nowMs = () => io.now().getTime()
  let durability: Promise<Durability> | undefined
  const readDurability = () => {
    durability ??= queue.durability()
    return durability
  }
  let signs: Promise<ServiceSigns | undefined> | undefined
  const readSigns = () => {
    signs ??= service.signs()
    return signs
  }
  const { folder } = queue
  return [
    {
      id: 'queue',
      async run() {
        if (folder !== undefined) return judgeFolder(await inspectFolder(folder))
        try {
          await readDurability()
        } catch (error) {
          return {
            state: 'problem',
            reason: `The queue server cannot be used: ${error instanceof Error ? error.message : String(error)}.`,
            fix: 'Check COWHERD_QUEUE_URL, the network to that server, and that it is up.',
          }
        }
        return { state: 'ok', reason: 'The queue server answers.', fix: null }
      },
    },
    {
      id: 'queue-durable',
      needs: ['queue'],
      run: async () =>
        folder === undefined
          ? judgeDurability(await readDurability())
          : judgeFolderKind(await inspectFolder(folder)),
    },
    {
      id: 'schedules',
      needs: ['queue'],
      run: async () => judgeSchedules(await readSigns(), nowMs()),
    },
    {
      id: 'last-sweep',
      needs: ['queue'],
      run: async () => judgeLastSweep(await readSigns(), nowMs(), settings.sweepEvery * 60_000),
    },
    { id: 'webhook-secret', run: () => judgeSecret(settings.webhookSecret) },
    {
      id: 'webhooks',
      needs: ['queue'],
      run: async () => judgeWebhooks(await readSigns(), nowMs(), settings.eventLog),
    },
  ]
}
