import { join } from 'node:path'
import type { Settings } from '@cowherd/config'
import type { Queue } from '@cowherd/queue'
import type { Io } from '../program/io.ts'

/** Opens the queue of an installation; its drivers are loaded only now. Throws QueueError. */
export async function openServiceQueue(
  settings: Pick<Settings, 'queueUrl' | 'dataDir' | 'owner' | 'settleMs'>,
  io: Io,
  onMessage: (level: 'info' | 'warn' | 'error', text: string) => void = (level, text) => {
    // What a service says in its log would be noise in every command.
    if (level === 'error') io.stderr.write(`${text}\n`)
  },
): Promise<Queue> {
  const { openQueue } = await import('@cowherd/queue')
  return openQueue({
    url: settings.queueUrl,
    dataDir: join(settings.dataDir, settings.owner),
    prefix: `cowherd-${settings.owner}`,
    settleMs: settings.settleMs,
    now: () => io.now().getTime(),
    random: io.random,
    onMessage,
  })
}
