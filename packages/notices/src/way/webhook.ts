import { type WebhookKind, webhookRequest } from './body.ts'
import type { Way } from './way.ts'

/** Where notices go by HTTP. */
export interface WebhookOptions {
  readonly url: string
  readonly kind: WebhookKind
  /** Bearer token. */
  readonly token?: string | undefined
  /** What the notices are from. */
  readonly from: string
  readonly fetch: typeof globalThis.fetch
  /** Default 10,000. */
  readonly timeoutMs?: number
}

/** Sends notices to a webhook. Its URL is a secret: chat servers let in whoever knows it. */
export function createWebhookWay(options: WebhookOptions): Way {
  const { kind, token, from, fetch, timeoutMs = 10_000 } = options
  return {
    name: 'webhook',
    async send(notice) {
      const { url, body } = webhookRequest(kind, options.url, from, notice)
      const status = await fetch(url, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(body),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      }).then(
        async (response) => {
          await response.body?.cancel()
          return response.status
        },
        (error: unknown) => {
          throw new Error(reasonOf(error))
        },
      )
      if (status < 200 || status >= 300) throw new Error(`it answered with status ${status}`)
    },
  }
}

/** The system's code or the kind of error alone: a message could quote the URL. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason'
  if (error.name === 'TimeoutError') return 'no answer in time'
  const { cause } = error
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.name
}
