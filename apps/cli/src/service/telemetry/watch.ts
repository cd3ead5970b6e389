import { setTimeout as sleep } from 'node:timers/promises'
import type { Settings } from '@cowherd/config'
import type { Queue } from '@cowherd/queue'
import type { Log, Metrics } from '@cowherd/telemetry'
import { createRunWatch } from '@cowherd/worker'
import { readSignValues } from '../../doctor/signs/values.ts'
import type { Io } from '../../program/io.ts'
import { openNotifier } from './notices.ts'

/** A service that stops waits no longer for notices that are being sent, in milliseconds. */
const closeMs = 2_000

/** Opens what looks on at the runs of a worker. Throws UsageError for settings of notices that do not fit. */
export function openWatch(
  settings: Settings,
  io: Io,
  values: Queue['values'],
  log: Log,
  metrics: Pick<Metrics, 'notice' | 'drift'>,
) {
  const nowMs = () => io.now().getTime()
  const notifier = openNotifier(settings, io, values, log, metrics)
  let eventLogAt = 0
  return {
    runs: createRunWatch({
      ...{ values, owner: settings.owner, log, metrics, nowMs },
      async hearing() {
        const signs = await readSignValues(values, ['signs/webhook'])
        return {
          webhookAt: signs['signs/webhook']?.at ?? 0,
          eventLogAt: settings.eventLog ? eventLogAt : undefined,
        }
      },
      tell: notifier && ((conditions) => notifier.tell(conditions)),
    }),
    /** The event log was read. */
    eventLogRead() {
      eventLogAt = nowMs()
    },
    async close() {
      await Promise.race([notifier?.close(), sleep(closeMs, undefined, { ref: false })])
    },
  }
}
