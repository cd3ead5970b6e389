import { secureHeaders } from 'hono/secure-headers'
import { isOwnHost, isOwnOrigin } from '../access/origin.ts'
import { sameText } from '../access/seal.ts'
import type { Session } from '../access/sessions.ts'
import { problemPage } from '../page/bare.ts'
import { text } from '../text/english.ts'
import type { App, Request, RouteContext } from './context.ts'

/** A form is no longer than this, in octets. */
const formMost = 65_536

/** Headers of every answer, and who is answered at all. */
export function addGuards(app: App, { publicUrl }: RouteContext): void {
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        connectSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      // With no-referrer, browsers say of every form that its origin is null.
      referrerPolicy: 'same-origin',
      xFrameOptions: 'DENY',
      strictTransportSecurity: publicUrl?.startsWith('https:') ? 'max-age=15552000' : false,
    }),
  )
  app.use(async (context, next) => {
    if (!isOwnHost(context.req.header('Host') ?? hostOf(context), publicUrl)) {
      return context.html(problemPage(text.titles.refused, text.errors.host), 421)
    }
    await next()
    if (!context.req.path.startsWith('/assets/')) context.header('Cache-Control', 'no-store')
    return undefined
  })
  app.use(async (context, next) => {
    const status = refusedBody(context)
    if (status) return context.html(problemPage(text.titles.refused, text.errors.forged), status)
    await next()
    return undefined
  })
}

/** Lets nobody further who is not logged in, and no form that did not come from a page of theirs. */
export function addSessionGuard(app: App, { sessions, sealer, publicUrl }: RouteContext): void {
  app.use(async (context, next) => {
    const session = sessions.current(context)
    const isPage = context.req.method === 'GET' || context.req.method === 'HEAD'
    if (!session) {
      if (!isPage || context.req.path === '/live' || context.req.header('X-Live'))
        return context.body(null, 401)
      const wanted = new URL(context.req.url)
      const query = new URLSearchParams({ next: wanted.pathname + wanted.search })
      return context.redirect(wanted.pathname === '/' ? '/login' : `/login?${query}`, 303)
    }
    if (!isPage && !(await isOwnForm(context, session.id))) {
      return context.html(problemPage(text.titles.refused, text.errors.forged), 403)
    }
    context.set('session', session)
    await next()
    return undefined
  })

  async function isOwnForm(context: Request, id: string): Promise<boolean> {
    const origin = context.req.header('Origin')
    if (!isOwnOrigin(origin, context.req.header('Host') ?? hostOf(context), publicUrl)) return false
    return sameText(await field(context, 'csrf'), sealer.code('form', id))
  }
}

/** One field of a form; empty where it is missing, given twice, or a file, and where what was sent is no form. */
export async function field(context: Request, name: string): Promise<string> {
  const form = await context.req.parseBody({ all: true }).catch(() => undefined)
  const value = form?.[name]
  return typeof value === 'string' ? value.trim() : ''
}

/** Answers viewers who try what only operators may; undefined for operators. */
export function refuseViewer(context: Request): Response | Promise<Response> | undefined {
  const session: Session = context.get('session')
  if (session.role === 'operator') return undefined
  return context.html(problemPage(text.titles.refused, text.errors.role), 403)
}

/** Why a body is not read: too long, or of a length that is not told, as no browser sends a form (RFC 9110, 15.5.12 and 15.5.14). */
function refusedBody(context: Request): 411 | 413 | undefined {
  if (context.req.header('Transfer-Encoding') !== undefined) return 411
  return Number(context.req.header('Content-Length') ?? 0) > formMost ? 413 : undefined
}

function hostOf(context: Request): string {
  return new URL(context.req.url).host
}
