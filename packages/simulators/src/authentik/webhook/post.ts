/** Where webhooks go, and how they get there. */
export interface Target {
  readonly url: string
  /** undefined: no `Authorization`, as where the header mapping is gone */
  readonly secret: string | undefined
  readonly fetch: typeof globalThis.fetch
  /** `authentik@<version>` */
  readonly userAgent: string
  /** real milliseconds that an answer may take */
  readonly timeoutMs: number
}

const REDIRECTS = 30

/** What a receiver answered, after redirects. */
interface WebhookAnswer {
  readonly status: number
  readonly text: string
}

/**
 * Sends one webhook and follows redirects: 301, 302 and 303 by a GET without the body, 307 and 308 by the POST again.
 *
 * @returns the last answer, with status 0 where there was none (connection refused or broken, time over, too many redirects)
 */
export async function exchangeWebhook(
  target: Target,
  body: object,
  signal: AbortSignal,
): Promise<WebhookAnswer> {
  const timeout = new AbortController()
  const timer = setTimeout(() => timeout.abort(), target.timeoutMs)
  try {
    return await follow(target, JSON.stringify(body), AbortSignal.any([signal, timeout.signal]))
  } catch {
    return { status: 0, text: '' }
  } finally {
    clearTimeout(timer)
  }
}

/** Sends one webhook and gives the last status alone. */
export async function postWebhook(target: Target, body: object, signal: AbortSignal): Promise<number> {
  return (await exchangeWebhook(target, body, signal)).status
}

async function follow(target: Target, body: string, signal: AbortSignal): Promise<WebhookAnswer> {
  const { fetch, secret, userAgent } = target
  const common = {
    Accept: '*/*',
    'User-Agent': userAgent,
    ...(secret !== undefined && { Authorization: `Bearer ${secret}` }),
  }
  let url = target.url
  let method: 'POST' | 'GET' = 'POST'
  for (let hop = 0; hop <= REDIRECTS; hop += 1) {
    const init =
      method === 'POST'
        ? { method, body, headers: { ...common, 'Content-Type': 'application/json' } }
        : { method, headers: common }
    const response = await fetch(url, { ...init, redirect: 'manual', signal })
    const text = await response.text()
    const location = response.headers.get('Location')
    if (!location || ![301, 302, 303, 307, 308].includes(response.status))
      return { status: response.status, text }
    if (response.status < 307) method = 'GET'
    url = new URL(location, url).href
  }
  return { status: 0, text: '' }
}
