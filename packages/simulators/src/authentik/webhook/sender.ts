import type { AuthentikEvent } from '../event/log.ts'
import type { ConfiguredWebhook } from '../notification/delivery.ts'
import { createRandom } from '../random.ts'
import { createChains } from './chain.ts'
import { createScaledClock } from './clock.ts'
import { drawFate, type WebhookDelivery, type WebhookOptions } from './options.ts'
import { defaultBody, mappedBody } from './payload.ts'
import { createPending } from './pending.ts'
import { postWebhook, type Target } from './post.ts'
import { RETRIES, retryGapMs } from './retry.ts'
import { createTaskQueue } from './tasks.ts'

/** Where and how to send at this moment. */
export interface Setting {
  readonly target: Target
  readonly options: WebhookOptions
}

/** Authentik's worker as far as it sends webhooks. */
export interface Sender {
  /**
   * Takes up an event that is to be notified of.
   *
   * @param webhookOf asked anew for each attempt where a transport of its own sends it; undefined: it cannot be made
   */
  send(event: AuthentikEvent, webhookOf?: () => ConfiguredWebhook | undefined): void
  /** Makes the second step of a change some time after the first event's webhook was answered. */
  postpone(event: AuthentikEvent, step: () => void): void
  /** Resolves when every webhook was delivered, lost or given up and every second step was made. */
  settled(): Promise<void>
  /** Breaks off all sending and makes the second steps at once. */
  stop(): void
}

/**
 * Starts a sender.
 *
 * @param setting asked anew for each webhook, as Authentik reads its transport for each
 * @param record told of each delivery
 */
export function createSender(setting: () => Setting, record: (delivery: WebhookDelivery) => void): Sender {
  const { timeScale = 1, seed = 1 } = setting().options
  const clock = createScaledClock(timeScale)
  const chance = createRandom(seed)
  const random = createRandom(seed + 1)
  const queue = createTaskQueue(clock, random)
  const chains = createChains(queue, clock, random)
  const pending = createPending()
  const stopped = new AbortController()
  const postponed = new Map<string, () => void>()

  function release(event: AuthentikEvent): void {
    const step = postponed.get(event.pk)
    if (step) clock.at(clock.now() + (setting().options.secondStepAfterMs ?? 0), () => makeStep(event, step))
  }

  function makeStep(event: AuthentikEvent, step: () => void): void {
    if (!postponed.delete(event.pk)) return
    step()
    pending.end()
  }

  return {
    send(event, webhookOf) {
      const begun = clock.now()
      const fate = drawFate(setting().options, chance)
      let copies = fate.copies
      pending.begin()

      function finish(): void {
        copies -= 1
        if (copies === 0) pending.end()
      }

      function note(attempt: number, outcome: WebhookDelivery['outcome'], status: number): void {
        record(deliveryOf(event, { attempt, outcome, status, afterMs: Math.round(clock.now() - begun) }))
        if (attempt === 1) release(event)
      }

      async function post(attempt: number): Promise<void> {
        const { target, options } = setting()
        const webhook = webhookOf ? webhookOf() : { ...target, body: bodyOf(event, options) }
        if (!webhook) {
          note(attempt, 'lost', 0)
          finish()
          return
        }
        const { body, url, secret } = webhook
        const status = await postWebhook({ ...target, url, secret }, body, stopped.signal)
        if (stopped.signal.aborted) return
        const delivered = status >= 200 && status < 400
        note(attempt, delivered ? 'delivered' : 'refused', status)
        if (delivered || attempt > RETRIES) {
          finish()
          return
        }
        const due = clock.now() + retryGapMs(attempt, random)
        clock.at(due, () => queue.add({ readyAt: due, express: false, end: () => post(attempt + 1) }))
      }

      function due(at: number, express: boolean): void {
        chains.ended()
        if (fate.lost) {
          note(1, 'lost', 0)
          pending.end()
          return
        }
        for (let copy = 0; copy < fate.copies; copy += 1) {
          queue.add({ readyAt: at, express, end: () => post(1) })
        }
      }

      chains.begin(event.context.http_request.request_id, (at, express) => {
        if (fate.lateMs === 0) due(at, express)
        else clock.at(at + fate.lateMs, () => due(at + fate.lateMs, false))
      })
    },
    postpone(event, step) {
      pending.begin()
      postponed.set(event.pk, step)
    },
    settled: pending.none,
    stop() {
      clock.stop()
      stopped.abort()
      for (const step of [...postponed.values()]) step()
      postponed.clear()
      pending.clear()
    },
  }
}

function bodyOf(event: AuthentikEvent, options: WebhookOptions): object {
  return options.body === 'default' ? defaultBody(event) : mappedBody(event)
}

function deliveryOf(
  { pk, action, context: { model } }: AuthentikEvent,
  result: Pick<WebhookDelivery, 'attempt' | 'outcome' | 'status' | 'afterMs'>,
): WebhookDelivery {
  return { eventId: pk, action, ...(model && { model: { name: model.model_name, pk: model.pk } }), ...result }
}
