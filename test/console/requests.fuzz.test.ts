import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { idleConsole } from './harness/bench.ts'
import { tokens } from './harness/site.ts'
import { cookiesOf, csrfIn } from './harness/visit.ts'
import { lookOfWords } from './harness/words.ts'

const url = 'http://127.0.0.1:8081'
const nasty = `x"'><img src=x onerror=alert(1)><script>alert(2)</script>&amp;`
const { model, entry } = lookOfWords('word')
const failures: unknown[] = []
const app = idleConsole(
  model,
  { log: (level, message, fields) => level === 'error' && failures.push([message, fields]) },
  [entry],
)
let Cookie = ''
let csrf = ''

beforeAll(async () => {
  const login = await app.fetch(new Request(`${url}/login`), {})
  const answer = await app.fetch(
    new Request(`${url}/login`, {
      method: 'POST',
      headers: { Origin: url, Cookie: cookiesOf(login) },
      body: new URLSearchParams({ csrf: csrfIn(await login.text()), name: 'Anna', token: tokens.operator }),
    }),
    {},
  )
  Cookie = cookiesOf(answer)
  csrf = csrfIn(await (await app.fetch(new Request(`${url}/`, { headers: { Cookie } }), {})).text())
})

const value = fc.oneof(
  fc.constantFrom(
    nasty,
    '',
    '1',
    '0',
    '-1',
    '1.5',
    '1e9',
    'NaN',
    'Infinity',
    '__proto__',
    'constructor',
    'held',
  ),
  fc.constantFrom(
    '//evil.test',
    '/\\evil.test',
    'https://evil.test',
    '/x\r\nSet-Cookie: a=b',
    '9'.repeat(400),
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
)
const query = fc.dictionary(
  fc.constantFrom('search', 'state', 'page', 'list', 'number', 'checksum', 'next', 'code', '__proto__'),
  value,
  { maxKeys: 3 },
)
const rawQuery = fc.constantFrom('', '%', '%E0%A4%A', 'page=%', 'search=%ff', '=&&=', 'page=1&page=2')
const paths = fc.oneof(
  fc.constantFrom(
    '/',
    '/aliases',
    '/people',
    '/groups',
    '/held',
    '/held/change',
    '/conflicts',
    '/activity',
    '/settings',
  ),
  fc.constantFrom(
    '/login',
    '/login/oidc',
    '/login/callback',
    '/live',
    '/assets/console.css',
    '/nowhere',
    '/%',
    '/aliases/%E0%A4%A',
  ),
  fc
    .tuple(fc.constantFrom('/aliases/', '/people/', '/groups/'), value)
    .map(([path, key]) => path + encodeURIComponent(key.toWellFormed())),
)
const posts = fc.constantFrom(
  ...[
    '/held/approve',
    '/held/refuse',
    '/conflicts/ignore',
    '/conflicts/again',
    '/conflicts/adopt',
    '/conflicts/adopt/confirm',
  ],
  ...['/pause', '/resume', '/look', '/login', '/nowhere'],
)

/** No error of the server, nothing that breaks out of a page, no token, and nobody led elsewhere. */
async function expectOwn(response: Response): Promise<void> {
  expect(failures).toEqual([])
  expect(response.status).toBeLessThan(500)
  const location = response.headers.get('Location')
  if (location !== null) expect(location).toMatch(/^\/(?![/\\])/)
  expect(response.headers.get('Set-Cookie') ?? '').not.toContain('a=b')
  if (response.headers.get('Content-Type')?.startsWith('text/event-stream')) return response.body?.cancel()
  const text = await response.text()
  for (const broken of ['<img', '<script>', `x"'`, tokens.operator]) expect(text).not.toContain(broken)
}

test('whatever is asked for in an address, a page answers it, and shows it as text', async () => {
  await fc.assert(
    fc.asyncProperty(
      paths,
      query,
      rawQuery,
      fc.boolean(),
      fc.boolean(),
      async (path, asked, raw, inside, live) => {
        const search = [new URLSearchParams(asked).toString(), raw].filter(Boolean).join('&')
        const headers = { ...(inside ? { Cookie } : {}), ...(live ? { 'X-Live': '1' } : {}) }
        const ended = new AbortController()
        const request = new Request(`${url}${path}?${search}`, { headers, signal: ended.signal })
        await expectOwn(await app.fetch(request, {}))
        ended.abort()
      },
    ),
    { numRuns: 1_000 },
  )
})

test('whatever a form holds, whoever sent it, it is answered or refused', async () => {
  const fields = fc.dictionary(
    fc.constantFrom('checksum', 'conflict', 'address', 'reason', 'name', 'token', 'next', '__proto__'),
    value,
  )
  const header = fc.constantFrom(
    undefined,
    url,
    'null',
    'https://evil.test',
    `${url}//evil.test`,
    `${url}/held?page=2`,
    'no address',
  )
  await fc.assert(
    fc.asyncProperty(
      posts,
      fields,
      fc.boolean(),
      header,
      header,
      async (path, form, isOwn, origin, referer) => {
        const headers = {
          Cookie,
          ...(origin ? { Origin: origin } : {}),
          ...(referer ? { Referer: referer } : {}),
        }
        const body = new URLSearchParams({ ...form, ...(isOwn ? { csrf } : {}) })
        const response = await app.fetch(new Request(url + path, { method: 'POST', headers, body }), {})
        if (path !== '/login' && (!isOwn || origin !== url)) expect([401, 403]).toContain(response.status)
        await expectOwn(response)
      },
    ),
    { numRuns: 500 },
  )
})

test('whatever a cookie holds, it opens nothing that was not sealed here', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: fc.constantFrom(...'aA0.=;, %_-"\\{}'), maxLength: 60 }),
      async (junk) => {
        const headers = { Cookie: `cowherd=${junk}; cowherd-login=${junk}; cowherd-oidc=${junk}` }
        const response = await app.fetch(new Request(`${url}/held`, { headers }), {})
        expect(response.status).toBe(303)
        await expectOwn(await app.fetch(new Request(`${url}/login/callback?code=x`, { headers }), {}))
      },
    ),
    { numRuns: 300 },
  )
})
