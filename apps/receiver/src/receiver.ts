import type { StoredScope } from '@cowherd/queue'
import type { Log } from '@cowherd/telemetry'
import { getConnInfo } from '@hono/node-server/conninfo'
import { type Context, Hono } from 'hono'
import { withDeadline } from './deadline.ts'
import type { ReceiverEvent } from './event.ts'
import { addHealthEndpoints } from './health/endpoints.ts'
import { reasonOf } from './log.ts'
import { createWebhookEndpoint } from './webhook/endpoint.ts'

export interface ReceiverOptions {
  /** Any of them opens: at least one, each of 16 characters or more. */
  readonly secrets: readonly string[]
  /** Keeps scopes durably before it resolves; to store one twice must do no harm. */
  readonly store: (scopes: StoredScope[]) => Promise<void>
  /** Storing may take so long until the answer is 503, in milliseconds; default 5,000. Authentik gives up after 30 s. */
  readonly storeTimeoutMs?: number
  /** Told of each webhook after it was stored or refused. */
  readonly onEvent?: (event: ReceiverEvent) => void
  /** Rejects where webhooks could not be stored at this moment. */
  readonly ready: () => Promise<void>
  /** What a person should know although webhooks can be stored; no secrets. */
  readonly readyDetail?: () => string | undefined
  /** milliseconds since 1970 */
  readonly now: () => number
  readonly log: Log
  /** Prometheus text; without it there is no `/metrics`. */
  readonly metrics?: () => Promise<string>
}

/**
 * Makes the receiver: `POST /webhooks/authentik`, `GET /healthz`, `/readyz` and `/metrics`, each with or without a slash
 * at its end. It never redirects: Authentik takes a redirect for delivered.
 *
 * @throws RangeError for no secret, and for one that is too short or cannot stand in a header
 */
export function createReceiver(options: ReceiverOptions): Hono {
  const { storeTimeoutMs = 5000, log } = options
  const app = new Hono({ strict: false })
  const endpoint = createWebhookEndpoint({
    ...options,
    onEvent: options.onEvent ?? (() => {}),
    store: (scopes) => withDeadline(options.store(scopes), storeTimeoutMs, 'the queue'),
    addressOf,
  })
  app.post('/webhooks/authentik', endpoint)
  app.all('/webhooks/authentik', (context) => context.body(null, 405, { Allow: 'POST' }))
  addHealthEndpoints(app, options)
  app.notFound((context) => context.body(null, 404))
  app.onError((error, context) => {
    log('error', 'a request failed', { error: reasonOf(error) })
    return context.body(null, 500)
  })
  return app
}

/** The peer of the connection. What a proxy says about others (`X-Forwarded-For`) anyone can say. */
function addressOf(context: Context): string {
  return context.env?.incoming ? (getConnInfo(context).remote.address ?? 'unknown') : 'unknown'
}
