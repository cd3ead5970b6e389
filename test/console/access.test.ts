import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSite, type Site, tokens } from './harness/site.ts'
import { cookiesOf, csrfIn, logInByHand, stranger } from './harness/visit.ts'

let site: Site
let checksum = ''
let before = 0

beforeAll(async () => {
  site = await openSite({ COWHERD_LOG_LEVEL: 'debug' })
  const { office, url } = site
  before = members()
  office.authentik.updateGroup(office.groups[0] ?? '', { users: [office.users[0]?.pk ?? 0] })
  const { visit } = await logInByHand(url, 'operator')
  await site.installation.askForEverything()
  for (let tries = 0; checksum === '' && tries < 100; tries += 1) {
    checksum = /name="checksum" value="([^"]+)"/.exec(await (await visit.get('/held')).text())?.[1] ?? ''
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
})
afterAll(() => site.remove())

const paths = [
  '/',
  '/aliases',
  '/people',
  '/groups',
  '/held',
  '/conflicts',
  '/activity',
  '/settings',
  '/assets/console.js',
  '/nothing',
]
const forms = [
  '/held/approve',
  '/held/refuse',
  '/conflicts/adopt',
  '/conflicts/adopt/confirm',
  '/conflicts/ignore',
  '/conflicts/again',
  '/pause',
  '/resume',
]
const members = () => site.office.membersOf(0).size

test('there is something to approve', () => {
  expect(checksum).not.toBe('')
  expect(members()).toBe(before)
  expect(before).toBeGreaterThan(9)
})

describe('without login', () => {
  test.each(paths)('%s leads to the login page and tells nothing', async (path) => {
    const answer = await stranger(site.url).get(path)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('Location')).toMatch(/^\/login(\?|$)/)
    expect(await answer.text()).toBe('')
  })

  test.each([...forms, '/look', '/logout'])('%s does nothing', async (path) => {
    expect((await stranger(site.url).post(path, { checksum })).status).toBe(401)
    expect(members()).toBe(before)
  })

  test('no news is told', async () => {
    expect((await stranger(site.url).get('/live')).status).toBe(401)
  })

  test.each([
    ['made up', 'cowherd=eyJpZCI6IjEifQ.AAAA'],
    ['empty', 'cowherd='],
    ['only a body', 'cowherd=eyJpZCI6IjEifQ'],
  ])('a cookie that is %s opens nothing', async (_, cookie) => {
    expect((await stranger(site.url, cookie).get('/aliases')).status).toBe(303)
  })

  test('a cookie that was changed opens nothing', async () => {
    const { visit } = await logInByHand(site.url, 'viewer')
    const [name = '', value = ''] = visit.cookie.split('=')
    const [body = '', signature = ''] = value.split('.')
    const text = Buffer.from(body, 'base64url').toString().replace('viewer', 'operator')
    const forged = `${name}=${Buffer.from(text).toString('base64url')}.${signature}`
    expect((await stranger(site.url, forged).get('/aliases')).status).toBe(303)
  })
})

describe('a viewer', () => {
  test.each(forms)('cannot send %s, not even by hand', async (path) => {
    const { visit, csrf } = await logInByHand(site.url, 'viewer')
    const answer = await visit.post(path, {
      csrf,
      checksum,
      address: 'board@example.org',
      reason: 'x',
      conflict: 'x',
    })
    expect(answer.status).toBe(403)
    expect(members()).toBe(before)
  })

  test('sees no form to decide with', async () => {
    const { visit } = await logInByHand(site.url, 'viewer')
    for (const path of ['/', '/held', '/conflicts']) {
      const text = await (await visit.get(path)).text()
      for (const form of forms) expect(text).not.toContain(`action="${form}"`)
    }
  })
})

describe('a forged form is refused', () => {
  test.each([
    ['without a code', {}, {}],
    ['with a code made up', { csrf: 'A'.repeat(43) }, {}],
    ['from another site', undefined, { Origin: 'https://evil.example' }],
    ['from a page without origin', undefined, { Origin: 'null' }],
  ])('%s', async (_, fields, headers) => {
    const { visit, csrf } = await logInByHand(site.url, 'operator')
    const answer = await visit.post('/held/approve', { checksum, ...(fields ?? { csrf }) }, headers)
    expect(answer.status).toBe(403)
    expect(members()).toBe(before)
  })

  test('with the code of another visit', async () => {
    const [mine, other] = [await logInByHand(site.url, 'operator'), await logInByHand(site.url, 'operator')]
    expect((await mine.visit.post('/held/approve', { checksum, csrf: other.csrf })).status).toBe(403)
  })

  test('at the login', async () => {
    const answer = await stranger(site.url).post('/login', { name: 'Eve', token: tokens.operator })
    expect(answer.status).toBe(403)
    expect(cookiesOf(answer)).not.toContain('cowherd=')
  })
})

describe('a request that no browser sends is refused, and is no error in the log', () => {
  const raw = (path: string, init: RequestInit) =>
    fetch(site.url + path, { method: 'POST', redirect: 'manual', ...init })
  const stream = () => new Blob(['csrf=x']).stream()
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
  test.each<[string, number, string, () => RequestInit & { duplex?: 'half' }]>([
    ['without a body', 401, '/held/approve', () => ({})],
    ['without a body at the login', 403, '/login', () => ({})],
    ['of no told length', 411, '/held/approve', () => ({ body: stream(), duplex: 'half', headers: form })],
    ['too long', 413, '/login', () => ({ body: 'x'.repeat(70_000), headers: form })],
    [
      'in parts, without their border',
      403,
      '/login',
      () => ({ body: 'x', headers: { 'Content-Type': 'multipart/form-data' } }),
    ],
    ['of another method', 401, '/held/approve', () => ({ method: 'DELETE' })],
  ])('%s', async (_, status, path, init) => {
    expect((await raw(path, init())).status).toBe(status)
    expect(site.cowherd.log.filter(({ level }) => level === 'error')).toEqual([])
  })

  test('by an operator too', async () => {
    const { visit } = await logInByHand(site.url, 'operator')
    const answer = await raw('/held/approve', { headers: { Cookie: visit.cookie, Origin: site.url } })
    expect(answer.status).toBe(403)
  })
})

test('a logout ends the visit, also for who kept its cookie', async () => {
  const { visit, csrf } = await logInByHand(site.url, 'viewer')
  await visit.post('/logout', { csrf })
  expect((await visit.get('/aliases')).status).toBe(303)
})

test('the cookie of a visit is for this site alone, and out of reach of scripts', async () => {
  const login = await stranger(site.url).get('/login')
  const answer = await stranger(site.url, cookiesOf(login)).post('/login', {
    ...{ csrf: csrfIn(await login.text()), name: 'Eve', token: tokens.viewer },
  })
  const cookie = answer.headers.getSetCookie().find((one) => one.startsWith('cowherd='))
  expect(cookie).toMatch(/; HttpOnly/)
  expect(cookie).toMatch(/; SameSite=Strict/)
})

test('under a foreign name nothing is served, not even the login page', async () => {
  const { hostname, port } = new URL(site.url)
  const status = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write('GET /login HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n')
    })
    socket.once('data', (data) => resolve(data.toString().split('\r\n')[0] ?? ''))
    socket.once('error', reject)
  })
  expect(status).toContain('421')
})

test('no page and no line of the log holds a secret', async () => {
  const { visit } = await logInByHand(site.url, 'operator')
  const { secret, env } = site.installation
  const secrets = [...Object.values(tokens), secret, env.AK_TOKEN, env.MAILCOW_API_KEY]
  const texts = await Promise.all(paths.map(async (path) => (await visit.get(path)).text()))
  const log = site.cowherd.log.map((entry) => JSON.stringify(entry))
  for (const text of [...texts, ...log]) for (const one of secrets) expect(text).not.toContain(one)
})

test('after five wrong tokens even the right one has to wait', async () => {
  const login = await stranger(site.url).get('/login')
  const csrf = csrfIn(await login.text())
  const visitor = stranger(site.url, cookiesOf(login))
  for (let tries = 0; tries < 5; tries += 1) {
    expect((await visitor.post('/login', { csrf, name: 'Eve', token: `wrong-${tries}` })).status).toBe(403)
  }
  const answer = await visitor.post('/login', { csrf, name: 'Eve', token: tokens.operator })
  expect(answer.status).toBe(429)
  expect(answer.headers.get('Retry-After')).toMatch(/^\d+$/)
})
