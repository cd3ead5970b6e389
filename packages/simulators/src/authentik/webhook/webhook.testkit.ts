import { type AuthentikSimulator, createAuthentikSimulator } from '../simulator.ts'

/** A webhook as a receiver sees it. */
export interface Received {
  readonly method: string
  readonly url: string
  readonly headers: Headers
  readonly body: {
    readonly event?: { readonly id: string; readonly action: string }
    readonly model?: { readonly model_name: string; readonly pk: string | number } | null
    readonly [field: string]: unknown
  }
}

/** A receiver in process: `answer` says the status, by the number of the request from 0. */
export function createReceiverFake(answer: (request: Received, n: number) => number = () => 202) {
  const received: Received[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const body = request.method === 'POST' ? ((await request.json()) as Received['body']) : {}
    const { method, url, headers } = request
    received.push({ method, url, headers, body })
    const status = answer(received.at(-1) as Received, received.length - 1)
    if (status === 0) throw new TypeError('fetch failed')
    return new Response(null, { status })
  }
  return { fetch, received, url: 'http://cowherd.example/webhooks/authentik' }
}

/** A simulator with one group and two users, of whom the first is in the group. */
export function createSmallSimulator(): {
  readonly simulator: AuthentikSimulator
  readonly group: string
  readonly users: readonly [number, number]
} {
  const simulator = createAuthentikSimulator()
  const first = simulator.addUser({ username: 'first', email: 'first@example.org' })
  const second = simulator.addUser({ username: 'second', email: 'second@example.org' })
  const group = simulator.addGroup({ name: 'team', users: [first] })
  return { simulator, group, users: [first, second] }
}
