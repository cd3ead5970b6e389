import type { RunRecord } from '@cowherd/queue'
import { wrongLists } from '../check/members.ts'
import { readMailboxes, type Stage } from '../stage/stage.ts'
import { type Heard, heardBy, runsWithin } from './heard.ts'
import type { DemoService } from './service.ts'
import { until } from './until.ts'

/** What a running service is measured on. */
export interface Live {
  readonly stage: Stage
  readonly service: DemoService
  readonly now: () => Date
  readonly signal: AbortSignal
  /** What takes longer has not come true, in milliseconds. */
  readonly limitMs: number
}

/** A change in Authentik, and how to tell that it has come true. */
export interface LiveChange {
  make(): void | Promise<void>
  /** What must happen before anything can come true; its time counts. */
  readonly afterwards?: () => Promise<void>
  /** What must be true besides each alias's having exactly its people. */
  readonly isRight: () => boolean
  /** Wait until the webhooks of the change have arrived too. */
  readonly awaitWebhooks?: true
}

/** How a change came true. Times are in seconds, from the end of the change. */
export interface Measured {
  /** Until everything was right; undefined where it was not in time. */
  readonly seconds: number | undefined
  /** The ears that it was heard by until then, the first one first. */
  readonly heard: readonly Heard[]
  /** Runs that looked at something, until everything was right. */
  readonly runs: readonly RunRecord[]
  /** Entries that the change left in the event log; each has its webhook. */
  readonly events: number
  /** Webhooks of the change that had arrived when everything was right. */
  readonly webhooksInTime: number
  /** From its event to the last webhook of the change; undefined where they were not waited for, or did not come. */
  readonly webhookSeconds: number | undefined
}

/** Makes a change and waits until it has come true in Mailcow by itself. */
export async function measure(live: Live, change: LiveChange): Promise<Measured> {
  const { stage, service, signal, limitMs } = live
  const now = () => live.now().getTime()
  const mailboxes = await readMailboxes(stage)
  const before = stage.authentik.events().length
  const begun = now()
  await change.make()
  const made = now()
  await change.afterwards?.()
  const isRight = () => change.isRight() && wrongLists(stage, mailboxes).length === 0
  const right = await until(isRight, limitMs, signal)
  const rightAt = now()

  const events = new Set(
    stage.authentik
      .events()
      .slice(before)
      .map(({ pk }) => pk),
  )
  const delivered = () =>
    stage.authentik.deliveries.filter(
      ({ eventId, outcome }) => outcome === 'delivered' && events.has(eventId),
    )
  const webhooksInTime = delivered().length
  await until(async () => !(await service.queue().status()).running, limitMs, signal)
  const runs = runsWithin(await service.queue().runs(100), begun, rightAt)
  const allDelivered =
    change.awaitWebhooks && (await until(() => delivered().length >= events.size, limitMs, signal))
  return {
    seconds: right ? (rightAt - made) / 1000 : undefined,
    heard: heardBy(runs, events, begun).map(({ ear, at }) => ({ ear, seconds: (at - made) / 1000 })),
    runs,
    events: events.size,
    webhooksInTime,
    webhookSeconds: allDelivered ? Math.max(...delivered().map(({ afterMs }) => afterMs)) / 1000 : undefined,
  }
}
