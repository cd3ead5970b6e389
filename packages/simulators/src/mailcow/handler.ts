import type { Fault } from '../server/fault.ts'
import { type Answer, refuse, SILENCE } from './answer.ts'
import type { Call } from './call.ts'
import { ServerFailure } from './failure.ts'
import { read } from './read.ts'
import { type Body, readBody } from './request/body.ts'
import { checkKey } from './request/keys.ts'
import { type Route, readRoute } from './request/route.ts'
import type { Session } from './request/sessions.ts'
import type { Server } from './server.ts'
import { write } from './write.ts'

const API_HEADERS = {
  'Cache-Control': 'no-store, no-cache, must-revalidate',
  'Access-Control-Allow-Methods': 'GET, POST, PUT, DELETE, OPTION, OPTIONS',
  'Access-Control-Allow-Headers': 'Accept, Content-Type, X-Api-Key, Origin',
  'Content-Type': 'application/json',
}

const VIEW_ERROR =
  "SQLSTATE[42S02]: Base table or view not found: 1146 Table 'mailcow._sogo_static_view' doesn't exist"

/** Answers one request as the server would. */
export async function handle(server: Server, request: Request, fault: Fault | undefined): Promise<Response> {
  const route = readRoute(new URL(request.url).pathname)
  if (!route)
    return new Response('File not found.\n', { status: 404, headers: { 'Content-Type': 'text/html' } })
  const { session, fresh } = server.sessions.open(request)
  const headers = new Headers(API_HEADERS)
  if (fresh) headers.set('Set-Cookie', `MCSESSID=${session.id}; path=/; HttpOnly; SameSite=Lax`)
  const refusal = authenticate(server, session, request, fault)
  if (refusal !== undefined) {
    return new Response(JSON.stringify({ type: 'error', msg: refusal }), {
      status: 401,
      headers: unannounced(headers),
    })
  }
  const answer = await dispatch(server, session, route, request, fault)
  return new Response(request.method === 'HEAD' ? null : answer.body, { status: answer.status, headers })
}

/** Headers of an answer given before the API's own ones are set. */
function unannounced(headers: Headers): Headers {
  const early = new Headers({ 'Cache-Control': API_HEADERS['Cache-Control'] })
  early.set('Content-Type', 'text/html; charset=utf-8')
  const cookie = headers.get('Set-Cookie')
  if (cookie !== null) early.set('Set-Cookie', cookie)
  return early
}

/** Notes the access of the key in the session; gives the reason where the key is refused. */
function authenticate(server: Server, session: Session, request: Request, fault: Fault | undefined) {
  if (fault?.kind === 'bad-token') return 'authentication failed'
  const grant = checkKey(server.keys, request.headers.get('X-API-Key'))
  if (grant && 'refusal' in grant) return grant.refusal
  if (grant) session.access = grant.access
  return undefined
}

async function dispatch(
  server: Server,
  session: Session,
  route: Route,
  request: Request,
  fault: Fault | undefined,
): Promise<Answer> {
  const destination = request.headers.get('Sec-Fetch-Dest')
  if (destination !== null && destination !== 'empty') return { status: 403, body: '', ended: false }
  const body = await readBody(request, route.action)
  if (!body) return refuse(400, "Request body doesn't contain valid json!")
  try {
    const answer = act(server, session, route, request.method, body, fault)
    if (answer.ended && session.access !== undefined) session.entries = []
    return answer
  } catch (error) {
    if (!(error instanceof ServerFailure)) throw error
    session.entries.push({ type: 'danger', log: ['exception_handler'], msg: describe(error) })
    return SILENCE
  }
}

function act(
  server: Server,
  session: Session,
  route: Route,
  method: string,
  body: Body,
  fault: Fault | undefined,
): Answer {
  const admin = session.access !== undefined
  switch (route.action) {
    case 'get':
      if (method !== 'GET') return refuse(405, 'only GET method is allowed')
      return read(server, route, admin, fault)
    case 'add':
    case 'edit':
    case 'delete': {
      const locked = session.access === 'ro' || fault?.kind === 'no-permission'
      if (locked || (route.action !== 'add' && !admin)) return refuse(403, 'API read/write access denied')
      const call: Call = { store: server.store, admin, entries: session.entries }
      const noted = fault?.kind === 'view-error' ? { ...call, viewError: VIEW_ERROR } : call
      const carryOut = () => write(noted, method, route, body)
      return fault?.kind === 'false-success' ? server.store.journal.rollback(carryOut) : carryOut()
    }
    case 'search':
      if (method !== 'POST') return refuse(405, 'only POST method is allowed')
      return { ...refuse(404, 'Invalid search category'), ended: true }
    default:
      return refuse(404, 'route not found')
  }
}

function describe(failure: ServerFailure) {
  if (failure.kind === 'PDOException') return ['mysql_error', { message: failure.message }]
  return `An unknown error occured: TypeError Object\n(\n    [message:protected] => ${failure.message}\n)\n`
}
