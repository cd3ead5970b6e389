import { Hono } from 'hono'
import type { Fault } from '../../server/fault.ts'
import { authenticate } from '../access/viewer.ts'
import { compactUuid } from '../uuid.ts'
import { htmlNotFound, json, Refusal, refuse, refusePermission } from './answer.ts'
import type { Context, Server } from './context.ts'
import { allowedMethods, ROUTES, type Route } from './routes.ts'
import { getConfig } from './system-endpoints.ts'

const BASE = '/api/v3'

/** Answers one request, acting out the fault if there is one. */
export type Api = (request: Request, fault: Fault | undefined) => Promise<Response>

/**
 * Makes the HTTP side of the simulator.
 *
 * @param requestIds source of the ids in `X-authentik-id` and in events
 */
export function createApi(server: Server, requestIds: () => string): Api {
  const app = new Hono<{ Bindings: { readonly fault: Fault['kind'] | undefined } }>()
  for (const [path, route] of Object.entries(ROUTES)) {
    app.all(BASE + path, async (c) => {
      const requestId = compactUuid(requestIds())
      const param = (name: string): string => c.req.param(name) ?? ''
      const response = await answer(server, route, c.req.raw, { param, requestId, fault: c.env.fault })
      if (!response.headers.has('Allow')) response.headers.set('Allow', allowedMethods(route))
      response.headers.set('X-authentik-id', requestId)
      return response
    })
  }
  app.get(`${BASE}/root/config/`, () => {
    const response = getConfig()
    response.headers.set('Allow', allowedMethods({ GET: getConfig }))
    return response
  })
  app.notFound(() => htmlNotFound())
  app.onError((error) => {
    throw error
  })
  return async (request, fault) => {
    const response = await app.fetch(request, { fault: fault?.kind })
    response.headers.set('Vary', 'Cookie')
    response.headers.set('Date', server.clock().toUTCString())
    return response
  }
}

interface Matched {
  readonly param: (name: string) => string
  readonly requestId: string
  readonly fault: Fault['kind'] | undefined
}

async function answer(server: Server, route: Route, request: Request, matched: Matched): Promise<Response> {
  try {
    const context = enter(server, request, matched)
    const method = request.method === 'HEAD' ? 'GET' : request.method
    if (method === 'OPTIONS') return json({})
    const handler = Object.entries(route).find(([name]) => name === method)?.[1]
    if (!handler) throw refuse(405, `Method "${request.method}" not allowed.`)
    return await handler(context)
  } catch (error) {
    if (error instanceof Refusal) return json(error.body, error.status)
    throw error
  }
}

/** Content negotiation comes before authentication, authentication before all else. */
function enter(server: Server, request: Request, { param, requestId, fault }: Matched): Context {
  if (!acceptsJson(request.headers.get('Accept'))) {
    throw refuse(406, 'Could not satisfy the request Accept header.')
  }
  const viewer = authenticate(server.store, request.headers.get('Authorization'), server.clock())
  if (fault === 'bad-token') throw refuse(403, 'Token invalid/expired')
  if (typeof viewer === 'string') throw refuse(403, viewer)
  if (fault === 'no-permission') throw refusePermission()
  const url = new URL(request.url)
  const cause = {
    actor: viewer.user,
    method: request.method,
    path: url.pathname,
    requestId,
    userAgent: request.headers.get('User-Agent') ?? '',
  }
  return { server, request, query: url.searchParams, param, viewer, cause, fault }
}

function acceptsJson(accept: string | null): boolean {
  return accept === null || /application\/(json|\*)|\*\/\*/i.test(accept)
}
