/** One write that was asked of Mailcow. */
export interface Write {
  readonly route: 'add' | 'edit' | 'delete'
  /** Ids that it names; none for an addition. */
  readonly ids: readonly number[]
  readonly body: unknown
}

/** Notes every write on its way to Mailcow, whatever comes of it. */
export interface WriteLog {
  readonly fetch: typeof globalThis.fetch
  readonly entries: readonly Write[]
  clear(): void
}

/** Puts a log before a server. */
export function createWriteLog(fetch: typeof globalThis.fetch): WriteLog {
  let entries: Write[] = []
  return {
    async fetch(input, init) {
      const request = new Request(input, init)
      if (request.method !== 'GET')
        entries.push(toWrite(request.url, JSON.parse(await request.clone().text())))
      return fetch(request)
    },
    get entries() {
      return entries
    },
    clear() {
      entries = []
    },
  }
}

function toWrite(url: string, body: unknown): Write {
  const route = /\/api\/v1\/(add|edit|delete)\/alias$/.exec(url)?.[1] as Write['route'] | undefined
  if (!route) throw new Error(`not a write of an alias: ${url}`)
  const items = route === 'delete' ? body : (body as { items?: unknown }).items
  return { route, ids: Array.isArray(items) ? items.map(Number) : [], body }
}
