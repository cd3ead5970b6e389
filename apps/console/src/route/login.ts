import { getConnInfo } from '@hono/node-server/conninfo'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import * as v from 'valibot'
import { createAttempts } from '../access/attempts.ts'
import type { Passage } from '../access/oidc.ts'
import { isOwnOrigin } from '../access/origin.ts'
import { sameText } from '../access/seal.ts'
import { createTokenCheck } from '../access/token.ts'
import { arrivedPage, loginPage } from '../page/bare.ts'
import { text } from '../text/english.ts'
import type { App, Request, RouteContext } from './context.ts'
import { field } from './guard.ts'

/** A visit to the login page lasts so long, in seconds. */
const visitSeconds = 1800
const visitCookie = 'cowherd-login'
const passageCookie = 'cowherd-oidc'

const passageSchema = v.strictObject({
  state: v.string(),
  nonce: v.string(),
  verifier: v.string(),
  next: v.string(),
})

/** Adds the login page, both ways in, and the way out. */
export function addLogin(app: App, route: RouteContext): void {
  const { tokens, oidc, sessions, sealer, nowMs, publicUrl, randomId, log } = route
  const roleOf = createTokenCheck(tokens)
  const attempts = createAttempts(nowMs)
  const secure = publicUrl?.startsWith('https:') ?? false
  const hasTokens = tokens.operator.length + tokens.viewer.length > 0

  function show(
    context: Request,
    problem?: string,
    next = '/',
    name = '',
    status: 200 | 400 | 403 | 429 | 502 = 200,
  ) {
    const visit = getCookie(context, visitCookie) ?? randomId()
    setCookie(context, visitCookie, visit, {
      ...{ path: '/login', httpOnly: true, sameSite: 'Strict', secure },
      maxAge: visitSeconds,
    })
    const csrf = sealer.code('login', visit)
    const page = loginPage({ csrf, next, problem, hasOidc: oidc !== undefined, hasTokens, name })
    return context.html(page, status)
  }

  app.get('/login', (context) => {
    const next = ownPath(context.req.query('next'))
    return sessions.current(context) ? context.redirect(next, 303) : show(context, undefined, next)
  })

  app.post('/login', async (context) => {
    const next = ownPath(await field(context, 'next'))
    const name = (await field(context, 'name')).replaceAll(/\p{C}/gu, '').slice(0, 60)
    const visit = getCookie(context, visitCookie) ?? ''
    const host = context.req.header('Host') ?? new URL(context.req.url).host
    const isOwn =
      isOwnOrigin(context.req.header('Origin'), host, publicUrl) &&
      sameText(await field(context, 'csrf'), sealer.code('login', visit))
    if (!isOwn) return show(context, text.login.stale, next, name, 403)
    const address = addressOf(context)
    const wait = attempts.waitSeconds(address)
    if (wait > 0) {
      context.header('Retry-After', String(wait))
      return show(context, text.login.wait(wait), next, name, 429)
    }
    const role = roleOf(await field(context, 'token'))
    if (!role) {
      attempts.failed(address)
      log('warn', 'a login at the console failed', { peer: address })
      return show(context, text.login.wrong, next, name, 403)
    }
    if (name === '') return show(context, text.login.noName, next, name, 400)
    sessions.begin(context, { name, role, via: 'token' })
    log('info', 'somebody logged in at the console', { name, role, via: 'token' })
    return context.redirect(next, 303)
  })

  app.get('/login/oidc', async (context) => {
    if (!oidc) return context.notFound()
    const next = ownPath(context.req.query('next'))
    try {
      const { url, passage } = await oidc.begin(next)
      setCookie(context, passageCookie, sealer.seal('passage', JSON.stringify(passage)), {
        // Lax: the browser comes back from another site.
        ...{ path: '/login', httpOnly: true, sameSite: 'Lax', secure },
        maxAge: 600,
      })
      return context.redirect(url, 303)
    } catch (error) {
      log('error', 'the OpenID Connect provider cannot be used', { error: messageOf(error) })
      return show(context, text.login.away, next, '', 502)
    }
  })

  app.get('/login/callback', async (context) => {
    const passage = readPassage(context)
    deleteCookie(context, passageCookie, { path: '/login', secure })
    if (!oidc || !passage) return show(context, text.login.stale, '/', '', 403)
    try {
      const account = await oidc.finish(publicAddress(context), passage)
      if ('refused' in account) return show(context, text.login.refused(account.refused), '/', '', 403)
      sessions.begin(context, account)
      log('info', 'somebody logged in at the console', {
        name: account.name,
        role: account.role,
        via: 'oidc',
      })
      return context.html(arrivedPage(passage.next))
    } catch (error) {
      log('warn', 'a login by OpenID Connect failed', { error: messageOf(error) })
      return show(context, text.login.away, passage.next, '', 502)
    }
  })

  function readPassage(context: Request): Passage | undefined {
    const sealed = sealer.open('passage', getCookie(context, passageCookie) ?? '')
    return sealed === undefined ? undefined : v.parse(passageSchema, JSON.parse(sealed))
  }

  /** The address as the provider was told it, with what it answered. */
  function publicAddress(context: Request): URL {
    const asked = new URL(context.req.url)
    return publicUrl === undefined ? asked : new URL(`${publicUrl}${asked.pathname}${asked.search}`)
  }
}

/** Adds the way out. */
export function addLogout(app: App, { sessions }: RouteContext): void {
  app.post('/logout', (context) => {
    sessions.end(context)
    return context.redirect('/login', 303)
  })
}

/** A path of this console; the first page for anything else. */
export function ownPath(path: string | undefined): string {
  return path !== undefined && /^\/(?![/\\])[\x21-\x7e]*$/.test(path) ? path : '/'
}

/** The peer of the connection: what a proxy says about others anyone can say. */
function addressOf(context: Request): string {
  const env: unknown = context.env
  const isServer = typeof env === 'object' && env !== null && 'incoming' in env
  return isServer ? (getConnInfo(context).remote.address ?? 'unknown') : 'unknown'
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}
