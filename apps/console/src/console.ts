import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { createSealer } from './access/seal.ts'
import { createSessions } from './access/sessions.ts'
import { script } from './asset/script.ts'
import { style } from './asset/style.ts'
import { createTurns } from './live/turns.ts'
import { problemPage } from './page/bare.ts'
import type { ConsoleOptions, Env, RouteContext } from './route/context.ts'
import { addForms } from './route/forms.ts'
import { addGuards, addSessionGuard } from './route/guard.ts'
import { absent, addLists } from './route/lists.ts'
import { addLive } from './route/live.ts'
import { addLogin, addLogout } from './route/login.ts'
import { addPages } from './route/pages.ts'
import { text } from './text/english.ts'

/** The console, to be listened with. */
export interface Console {
  fetch(request: Request, env: object): Response | Promise<Response>
  /** Ends the connections of open pages. */
  close(): void
}

/**
 * Makes the console. Without login nothing is served but the login page and the style sheet.
 *
 * @throws RangeError for a key shorter than 32 octets
 */
export function createConsole(options: ConsoleOptions): Console {
  if (options.key.length < 32) throw new RangeError('the console needs a key of 32 octets')
  const sealer = createSealer(options.key)
  const { nowMs, randomId, publicUrl, log, data } = options
  const secure = publicUrl?.startsWith('https:') ?? false
  const route: RouteContext = {
    ...options,
    version: createHash('sha256').update(style).update(script).digest('hex').slice(0, 12),
    sealer,
    sessions: createSessions({ sealer, nowMs, randomId, secure }),
    turns: createTurns((listener) => data.subscribe(listener)),
    messages: new Map(),
  }
  const app = new Hono<Env>({ strict: false })
  app.onError((error, context) => {
    log('error', 'a page of the console failed', {
      path: context.req.path,
      error: error.stack ?? error.message,
    })
    return context.html(problemPage(text.titles.failed, text.errors.failed), 500)
  })
  addGuards(app, route)
  app.get('/assets/console.css', (context) => asset(context, style, 'text/css'))
  addLogin(app, route)
  addSessionGuard(app, route)
  app.get('/assets/console.js', (context) => asset(context, script, 'text/javascript'))
  addLogout(app, route)
  addPages(app, route)
  addLists(app, route)
  addForms(app, route)
  addLive(app, route)
  app.notFound((context) => absent(context))
  return { fetch: (request, env) => app.fetch(request, env), close: () => route.turns.close() }
}

function asset(
  context: { body(text: string, status: 200, headers: Record<string, string>): Response },
  body: string,
  type: string,
) {
  return context.body(body, 200, {
    'Content-Type': `${type}; charset=utf-8`,
    'Cache-Control': 'private, max-age=86400',
  })
}
