import type { StoredScope } from '@cowherd/queue'
import type { Log } from '@cowherd/telemetry'
import type { Context, Handler } from 'hono'
import type { ReceiverEvent } from '../event.ts'
import { reasonOf } from '../log.ts'
import { createFailureLimit } from '../secret/failure-limit.ts'
import { createSecretCheck } from '../secret/secrets.ts'
import { isJson, readBody } from './body.ts'
import { type Understanding, understand } from './understand.ts'

/** What the webhook endpoint needs. */
export interface WebhookOptions {
  readonly secrets: readonly string[]
  /** Keeps scopes durably before it resolves. */
  readonly store: (scopes: StoredScope[]) => Promise<void>
  readonly onEvent: (event: ReceiverEvent) => void
  readonly now: () => number
  readonly log: Log
  readonly addressOf: (context: Context) => string
}

type Result = Omit<ReceiverEvent, 'durationMs'>

/**
 * Makes `POST /webhooks/authentik`. 202 says that the scope is stored, 200 that there was nothing to store, and only
 * these two end a webhook for Authentik: anything else it sends again, up to 20 times in a week. So nobody who knows the
 * secret gets an error for what JSON says, however odd: it is stored as scope `all` instead. Errors are for what no
 * mapping of ours makes (415, 413: the event log and the next sweep cover it) and for what could not be stored (503:
 * coming again is what is wanted).
 *
 * @throws RangeError for secrets that will not do
 */
export function createWebhookEndpoint(options: WebhookOptions): Handler {
  const { store, onEvent, now, log, addressOf } = options
  const isSecret = createSecretCheck(options.secrets)
  const failureWait = createFailureLimit(now)

  return async (context) => {
    const begun = now()
    const [response, result] = await answer(context)
    tell({ ...result, durationMs: Math.max(0, now() - begun) })
    return response
  }

  async function answer(context: Context): Promise<[Response, Result]> {
    if (!isSecret(context.req.header('Authorization'))) return refuseSecret(context)
    if (!isJson(context.req.header('Content-Type'))) {
      log('warn', 'webhook refused: its content type is not JSON')
      return [context.body(null, 415), { outcome: 'not-json' }]
    }
    const body = await readBody(context.req.raw)
    if (body === 'too-large') {
      log('warn', 'webhook refused: its body is over 64 KB')
      return [context.body(null, 413, { Connection: 'close' }), { outcome: 'too-large' }]
    }
    if (body === 'broken-off') return [context.body(null, 400), { outcome: 'broken-off' }]
    return keep(context, understand(body.text))
  }

  function refuseSecret(context: Context): [Response, Result] {
    const address = addressOf(context)
    const wait = failureWait(address)
    if (wait > 0) return [context.body(null, 429, { 'Retry-After': String(wait) }), { outcome: 'limited' }]
    log('warn', 'webhook refused: no or a wrong secret', { address })
    return [context.body(null, 401, { 'WWW-Authenticate': 'Bearer' }), { outcome: 'unauthorised' }]
  }

  async function keep(context: Context, understanding: Understanding): Promise<[Response, Result]> {
    if (understanding.kind === 'ignored') {
      const { reason } = understanding
      log('debug', 'webhook ignored', { reason })
      return [context.json({ status: 'ignored', reason }, 200), { outcome: 'ignored', reason }]
    }
    const stored = storedScope(understanding, now())
    const fields = describe(stored)
    const reason = understanding.cause && { reason: understanding.cause }
    try {
      await store([stored])
    } catch (error) {
      log('error', 'webhook not stored: Authentik will send it again', { ...fields, error: reasonOf(error) })
      return [context.json({ status: 'unavailable' }, 503), { outcome: 'unstored', stored, ...reason }]
    }
    if (reason) log('warn', 'webhook not understood: everything will be looked at', { ...fields, ...reason })
    else log('debug', 'webhook stored', fields)
    return [context.json({ status: 'stored' }, 202), { outcome: 'stored', stored, ...reason }]
  }

  /** Who listens may fail without the sender's noticing. */
  function tell(event: ReceiverEvent): void {
    try {
      onEvent(event)
    } catch (error) {
      log('error', 'a listener of webhooks failed', { error: reasonOf(error) })
    }
  }
}

function storedScope(understanding: Understanding & { readonly kind: 'scope' }, at: number): StoredScope {
  const { scope, deleted, eventId } = understanding
  return {
    ...{ scope, ear: 'webhook', at },
    ...(eventId !== undefined && { eventId }),
    ...(deleted && { deleted }),
  }
}

function describe({ scope, eventId }: StoredScope): Readonly<Record<string, string>> {
  return {
    scope: scope.kind === 'all' ? 'all' : `${scope.kind}:${scope.id}`,
    ...(eventId !== undefined && { eventId }),
  }
}
