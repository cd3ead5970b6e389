import { compareBodies } from './compare.ts'
import type { Stage } from './preparation.ts'
import type { Exchange } from './recording.ts'

/** How a recorded request is authenticated: headers to send. */
export type Headers = Readonly<Record<string, string>>

const BASE = 'http://authentik.example'

/**
 * Sends a recorded request to the simulator and compares status, `Content-Type`, `Allow`, body, and the events that it
 * leaves.
 *
 * @returns differences; empty where the simulator does the same
 */
export async function replay(stage: Stage, exchange: Exchange, headers: Headers): Promise<string[]> {
  const { simulator, ids } = stage
  const before = simulator.events().length
  const response = await send(stage, exchange, headers)
  const body = await readBody(response)
  const differences = [
    ...compareBodies(exchange.status, response.status, ids, 'status'),
    ...compareHeaders(exchange, response),
    ...compareAnswer(stage, exchange, body),
  ]
  if (Array.isArray(exchange.events)) {
    const events = simulator.events().slice(before)
    differences.push(...compareBodies(exchange.events.filter(isOfRequest).map(asSent), events, ids, 'events'))
  }
  return differences
}

/** Sends a recorded request, with the ids that the simulator has for the recorded ones. */
export function send(stage: Stage, exchange: Exchange, headers: Headers): Promise<Response> {
  const { method = 'GET', path = '', body } = exchange
  const translated = translate(stage, body)
  return stage.simulator.fetch(BASE + translatePath(stage, path), {
    method,
    headers: { 'User-Agent': 'python-requests/2.32.4', ...headers },
    ...(body === null || body === undefined
      ? {}
      : { body: typeof translated === 'string' ? translated : JSON.stringify(translated) }),
  })
}

/** Large answers were recorded by their sizes only. */
function compareAnswer({ ids }: Stage, { response }: Exchange, body: unknown): string[] {
  if (response === null || typeof response !== 'object' || !('results_returned' in response)) {
    return compareBodies(response, body, ids)
  }
  const { pagination, results } = body as { pagination: unknown; results: { users?: number[] }[] }
  const members = results.reduce((sum, group) => sum + (group.users?.length ?? 0), 0)
  const counted = 'members_in_page' in response ? { members_in_page: members } : {}
  return compareBodies(response, { pagination, results_returned: results.length, ...counted }, ids)
}

function compareHeaders(exchange: Exchange, response: Response): string[] {
  return ['content-type', 'allow'].flatMap((name) => {
    if (!exchange.response_headers) return []
    const recorded = exchange.response_headers[name] ?? null
    const actual = response.headers.get(name)
    return recorded === actual ? [] : [`${name}: recorded ${recorded}, got ${actual}`]
  })
}

/** Events of the delivery of webhooks stand between the others and belong to no request. */
function isOfRequest(event: { readonly context: object }): boolean {
  return 'http_request' in event.context
}

/** A recorded event names the keys of the whole one instead of showing the last three. */
function asSent(event: { readonly keys: readonly string[] }): object {
  const { keys, ...shown } = event
  const hidden = {
    brand: {
      pk: 'f77761c18d1e469591026039245b97c3',
      app: 'authentik_brands',
      name: 'Default brand',
      model_name: 'brand',
    },
    expires: '2027-11-24T00:00:00.000000Z',
  }
  const whole = { ...shown, ...hidden }
  const missing = keys.filter((key) => !(key in whole))
  return missing.length === 0 ? whole : { ...whole, missing }
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text()
  return response.headers.get('content-type')?.startsWith('application/json') ? JSON.parse(text) : text
}

function translatePath({ ids }: Pick<Stage, 'ids'>, path: string): string {
  return path
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32}/g, (uuid) => ids.translate(uuid))
    .replace(/(?<=\/users\/|members_by_pk=)\d+/, (pk) => String(ids.translate(Number(pk))))
}

function translate({ ids }: Pick<Stage, 'ids'>, body: unknown): unknown {
  if (Array.isArray(body)) return body.map((entry) => translate({ ids }, entry))
  if (typeof body === 'number' || typeof body === 'string') return ids.translate(body)
  if (body === null || typeof body !== 'object') return body
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [
      key,
      key === 'attributes' ? value : translate({ ids }, value),
    ]),
  )
}
