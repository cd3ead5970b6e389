/** A Mailcow server that a contract run talks to. */
export interface MailcowUnderTest {
  readonly url: string
  readonly readWriteKey: string
  /** Without it, the guarantees about read-only keys are skipped. */
  readonly readOnlyKey?: string
  /** A mail domain of the server, in lower case and punycode, with fifty aliases left of its limit. */
  readonly domain: string
  readonly fetch?: typeof globalThis.fetch
  /** Whether the server may hold aliases that the suite did not make. */
  readonly mayHoldOtherAliases?: boolean
}

/** An answer with its body as text and, if it is JSON, decoded. */
interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: the expectations state the shape.
  readonly json: any
}

/** Raw calls to the server, with the read-write key unless another is given. */
export interface Client {
  readonly server: MailcowUnderTest
  /** `<prefix><name>@<domain>`: all addresses of the suite look so. */
  address(name: string): string
  get(path: string, key?: string | null): Promise<Answer>
  post(path: string, body: unknown, key?: string | null): Promise<Answer>
  send(
    method: string,
    path: string,
    init: { headers?: Record<string, string>; body?: string },
  ): Promise<Answer>
  /** Adds an active alias with some fields and gives its id. */
  add(name: string, fields?: Record<string, unknown>): Promise<number>
  /** The alias object of an id, `{}` without one. */
  // biome-ignore lint/suspicious/noExplicitAny: the expectations state the shape.
  read(id: number | string): Promise<any>
}

/** Beginning of every address that the suite makes. */
export const PREFIX = 'cowherd-contract-'

/** Makes the client of a server. */
export function createClient(server: MailcowUnderTest): Client {
  const fetch = server.fetch ?? globalThis.fetch

  async function send(
    method: string,
    path: string,
    init: { headers?: Record<string, string>; body?: string },
  ) {
    const response = await fetch(`${server.url}/api/v1/${path}`, { method, ...init })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, json: parse(text) }
  }

  const address = (name: string) => `${PREFIX}${name}@${server.domain}`
  const authorize = (key: string | null): Record<string, string> => (key === null ? {} : { 'X-API-Key': key })

  const client: Client = {
    server,
    address,
    send,
    get: (path, key = server.readWriteKey) => send('GET', path, { headers: authorize(key) }),
    post: (path, body, key = server.readWriteKey) =>
      send('POST', path, {
        headers: { ...authorize(key), 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    async add(name, fields = {}) {
      const base = { address: address(name), goto: address('member1'), active: 1 }
      const { json, text } = await client.post('add/alias', { ...base, ...fields })
      const entry = json?.find?.((candidate: { type: string }) => candidate.type === 'success')
      if (entry?.msg?.[0] !== 'alias_added') throw new Error(`${base.address} was not added: ${text}`)
      return Number(entry.msg[2])
    },
    read: async (id) => (await client.get(`get/alias/${id}`)).json,
  }
  return client
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
