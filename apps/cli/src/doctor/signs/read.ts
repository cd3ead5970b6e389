import type { ServicePort, ServiceSigns } from '@cowherd/doctor'
import type { Queue } from '@cowherd/queue'
import * as v from 'valibot'
import { readSignValues, writeSignValues } from './values.ts'

/** The parts of a queue that signs are read from. */
export type SignQueue = Pick<Queue, 'values' | 'status' | 'schedules' | 'workers'>

/** A service as it shows itself in its queue. */
export function portOfQueue(queue: SignQueue): ServicePort {
  return {
    async signs() {
      return (await queue.workers()) === 0 ? undefined : readSigns(queue)
    },
    watch: (watch) => writeSignValues(queue.values, { 'signs/watch': watch }),
  }
}

/** What a service shows of itself. */
export async function readSigns(queue: SignQueue): Promise<ServiceSigns> {
  const [schedules, { inbox, oldestMs }, signs] = await Promise.all([
    queue.schedules(),
    queue.status(),
    readSignValues(queue.values, [
      ...(['signs/webhook', 'signs/test', 'signs/log', 'signs/unheard'] as const),
      ...(['signs/sweep', 'signs/watch', 'signs/heard-webhook', 'signs/heard-log'] as const),
    ]),
  ])
  const watch = signs['signs/watch']
  const heardAt = (heard: { readonly at: number; readonly from: number } | undefined) =>
    heard && heard.from === watch?.from ? heard.at : null
  return {
    ...{ schedules, inbox, oldestMs },
    lastSweep: signs['signs/sweep'] ?? null,
    webhookAt: signs['signs/webhook']?.at ?? null,
    testAt: signs['signs/test']?.at ?? null,
    loggedAt: signs['signs/log']?.at ?? null,
    unheardSince: signs['signs/unheard']?.since ?? null,
    watched: watch
      ? {
          ...watch,
          webhookAt: heardAt(signs['signs/heard-webhook']),
          eventLogAt: heardAt(signs['signs/heard-log']),
        }
      : null,
  }
}

const moment = v.nullable(v.number())

/** Signs as they come over the socket. */
export const signsSchema: v.GenericSchema<unknown, ServiceSigns> = v.object({
  schedules: v.array(v.object({ name: v.string(), nextAt: v.number() })),
  inbox: v.number(),
  oldestMs: moment,
  lastSweep: v.nullable(v.object({ at: v.number(), nightly: v.boolean(), failed: v.number() })),
  webhookAt: moment,
  testAt: moment,
  loggedAt: moment,
  unheardSince: moment,
  watched: v.nullable(
    v.object({ group: v.string(), from: v.number(), webhookAt: moment, eventLogAt: moment }),
  ),
})

/** What is to be watched for, as it comes over the socket. */
export const watchSchema = v.object({ group: v.string(), from: v.number() })
