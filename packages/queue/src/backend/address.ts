import { QueueError } from '../errors.ts'

export interface ServerAddress {
  readonly kind: 'redis' | 'postgres'
  readonly url: URL
  /** Scheme, host, port and path: what may be shown. */
  readonly shown: string
}

/** Which server a queue URL names. Throws QueueError for another scheme and for no URL at all, without repeating it. */
export function parseAddress(text: string): ServerAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const kind = url && schemes.get(url.protocol)
  if (!url || !kind) {
    throw new QueueError('url', 'the queue URL must begin with redis://, rediss:// or postgres://')
  }
  if (url.hostname === '' && !url.searchParams.has('host')) {
    throw new QueueError('url', 'the queue URL names no host')
  }
  const host = url.hostname || url.searchParams.get('host')
  const port = url.port || (kind === 'redis' ? '6379' : '5432')
  return { kind, url, shown: `${url.protocol}//${host}:${port}${url.pathname}` }
}

const schemes = new Map<string, ServerAddress['kind']>([
  ['redis:', 'redis'],
  ['rediss:', 'redis'],
  ['postgres:', 'postgres'],
  ['postgresql:', 'postgres'],
])

/** An error's message without the password of the address. */
export function withoutPassword(address: ServerAddress, error: unknown): string {
  const causes = error instanceof AggregateError ? error.errors : [error]
  const text = causes.map((cause) => (cause instanceof Error ? cause.message : String(cause))).join(', ')
  const { password } = address.url
  if (password === '') return text
  return text.replaceAll(password, '***').replaceAll(decodeURIComponent(password), '***')
}
