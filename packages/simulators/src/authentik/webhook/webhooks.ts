import type { AuthentikEvent, EventLog } from '../event/log.ts'
import { configuredWebhook } from '../notification/delivery.ts'
import { noticesOf } from '../notification/match.ts'
import type { Notifications, Transport } from '../notification/model.ts'
import type { Store } from '../store.ts'
import type { WebhookDelivery, WebhookOptions } from './options.ts'
import { isNotified, testBody } from './payload.ts'
import { exchangeWebhook, postWebhook } from './post.ts'
import { createSender, type Sender, type Setting } from './sender.ts'

/** The webhooks of a simulated Authentik, as its own worker sends them: late in a burst, in mixed order, repeated. */
export interface Webhooks {
  /**
   * Sends webhooks of all events from now on. A second call changes where and how, also for what is still to be sent.
   *
   * @param secret goes into `Authorization: Bearer …`; undefined: no such header
   */
  deliverTo(url: string, secret: string | undefined, options?: WebhookOptions): void
  /** Sends webhooks from now on as the transports, rules, policies and mappings say that were made through the API. */
  deliverAsConfigured(options?: WebhookOptions): void
  /** Sends no more: what was not delivered yet is lost, and second steps are made at once. */
  stopWebhooks(): void
  /** Resolves when every webhook was delivered, lost or given up after 20 retries, and every second step was made. */
  webhooksSettled(): Promise<void>
  /**
   * Sends the test of the transport, once and at once.
   *
   * @returns the status of the answer, 0 where there was none
   * @throws Error when `deliverTo` was not called
   */
  testWebhook(): Promise<number>
  /** What became of each webhook, in the order of the answers. */
  readonly deliveries: readonly WebhookDelivery[]
}

/** An answer may take so long in a real Authentik, in milliseconds. */
const TIMEOUT_MS = 30_000
/** However short time is scaled, an answer may take so long, in milliseconds. */
const LEAST_TIMEOUT_MS = 1000

/** What webhooks need from the simulator. */
export interface WebhookContext {
  readonly log: EventLog
  /** such as `2025.6.4` */
  readonly version: string
  /** source of the id of a test event */
  readonly uuid: () => string
  readonly timestamp: () => string
  readonly notifications: Notifications
  readonly store: Store
}

/** Makes the webhooks of a simulator, and what postpones the second step of a change where the options say so. */
export function createWebhooks(context: WebhookContext): {
  readonly webhooks: Webhooks
  readonly postpone: (event: AuthentikEvent, step: () => void) => boolean
  /** Sends the test of one transport. */
  readonly sendTest: (transport: Transport) => Promise<{ readonly status: number; readonly text: string }>
} {
  const deliveries: WebhookDelivery[] = []
  let setting: Setting | undefined
  let sender: Sender | undefined
  let configured = false

  context.log.onEvent.push((event) => {
    if (!configured) {
      if (isNotified(event)) sender?.send(event)
      return
    }
    for (const notice of noticesOf(event, context.notifications, context.store)) {
      sender?.send(event, () => configuredWebhook(context.notifications, notice, event))
    }
  })

  function begin(url: string, secret: string | undefined, options: WebhookOptions): void {
    const timeoutMs = Math.max(TIMEOUT_MS * (options.timeScale ?? 1), LEAST_TIMEOUT_MS)
    const { fetch = globalThis.fetch } = options
    const target = { url, secret, fetch, userAgent: `authentik@${context.version}`, timeoutMs }
    setting = { target, options }
    sender ??= createSender(current, (delivery) => deliveries.push(delivery))
  }

  function current(): Setting {
    if (!setting) throw new Error('no receiver of simulated webhooks: call deliverTo first')
    return setting
  }

  const webhooks: Webhooks = {
    deliveries,
    deliverTo(url, secret, options = {}) {
      configured = false
      begin(url, secret, options)
    },
    deliverAsConfigured(options = {}) {
      configured = true
      begin('', undefined, options)
    },
    stopWebhooks() {
      const stopping = sender
      sender = undefined
      stopping?.stop()
    },
    async webhooksSettled() {
      await sender?.settled()
    },
    async testWebhook() {
      const body = testBody(context.uuid(), context.timestamp())
      return postWebhook(current().target, body, new AbortController().signal)
    },
  }

  return {
    webhooks,
    postpone(event, step) {
      if (!sender || !isNotified(event) || setting?.options.secondStepAfterMs === undefined) return false
      sender.postpone(event, step)
      return true
    },
    async sendTest(transport) {
      const event = {
        ...{ pk: context.uuid(), created: context.timestamp(), context: {}, user: {} },
        ...{ action: 'custom_notification_test', app: 'authentik.events.api.notification_transports' },
      }
      const webhook = configuredWebhook(context.notifications, { transport, recipient: 'akadmin' }, event)
      if (!webhook) return { status: 0, text: '' }
      const { fetch, timeoutMs } = setting?.target ?? { fetch: globalThis.fetch, timeoutMs: TIMEOUT_MS }
      const target = { ...webhook, fetch, timeoutMs, userAgent: `authentik@${context.version}` }
      return exchangeWebhook(target, webhook.body, new AbortController().signal)
    },
  }
}
