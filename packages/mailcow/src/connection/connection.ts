import { createUpstream, type Upstream, type UpstreamOptions } from '@cowherd/upstream'

/** How to reach a Mailcow server. */
export interface MailcowOptions
  extends Pick<UpstreamOptions, 'fetch' | 'timeoutMs' | 'patienceMs' | 'pauseMs' | 'onRequest'> {
  /** `https://mail.example.org`, with or without a trailing slash or `/api/v1`. */
  readonly baseUrl: string
  /** The API key; writing needs the one of the read-write access. */
  readonly key: string
}

/** A connection to the API of one server. */
export interface Connection extends Upstream {
  /** Before a reading is repeated, in milliseconds. */
  readonly pauseMs: number
  /** Values that must not appear in a message. */
  readonly secrets: readonly string[]
}

/** Makes a connection; sends nothing yet. */
export function createConnection(options: MailcowOptions): Connection {
  const { fetch, timeoutMs, patienceMs, pauseMs, onRequest } = options
  // `fetch` trims a header value before it names it in an error: the secret has to be trimmed alike to be masked.
  const key = options.key.trim()
  const upstream = createUpstream({
    side: 'target',
    name: 'Mailcow',
    baseUrl: `${rootOf(options.baseUrl)}/api/v1`,
    baseUrlSetting: 'MAILCOW_API_URL',
    headers: { 'X-API-Key': key, Accept: 'application/json' },
    secrets: [key],
    timeoutMs,
    patienceMs,
    ...(pauseMs === undefined ? {} : { pauseMs }),
    fetch,
    ...(onRequest ? { onRequest: (record) => onRequest({ ...record, path: routeOf(record.path) }) } : {}),
  })
  return { ...upstream, pauseMs: pauseMs ?? 1000, secrets: [key] }
}

function rootOf(baseUrl: string): string {
  return baseUrl
    .trim()
    .replace(/\/+$/, '')
    .replace(/\/api(\/v1)?$/, '')
    .replace(/\/+$/, '')
}

/** The path without what it asks for: addresses do not belong in logs, nor ids in the labels of metrics. */
function routeOf(path: string): string {
  return path.replace(/^(\/get\/alias)\/(?!all$)(?:(all)\/)?.*$/, (_, route, all) =>
    all ? `${route}/all/{domain}` : `${route}/{alias}`,
  )
}
