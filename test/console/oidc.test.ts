import { createOidcLogin } from '@cowherd/console'
import { type Listener, listen } from '@cowherd/receiver'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startChromium } from '../servers/chromium.ts'
import { freePort } from '../servers/server.ts'
import { idleConsole } from './harness/bench.ts'
import { client, type Provider, startProvider } from './harness/provider.ts'
import { cookiesOf, stranger } from './harness/visit.ts'

let browser: Browser | undefined
let provider: Provider
let listener: Listener
let url: string
const log: string[] = []

beforeAll(async () => {
  browser = await startChromium()
  provider = await startProvider()
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  const oidc = createOidcLogin(
    {
      // As people write it, without the slash.
      issuer: provider.issuer.replace(/\/$/, ''),
      ...{ clientId: client.id, clientSecret: client.secret },
      ...{ operators: ['mail admins'], viewers: ['help desk'], redirectUri: `${url}/login/callback` },
    },
    (level, message, fields) => log.push(JSON.stringify([level, message, fields])),
  )
  const tokens = { operator: [], viewer: [] }
  let ids = 0
  const app = idleConsole(undefined, { oidc, tokens, publicUrl: url, randomId: () => `id-${ids++}` })
  listener = await listen(app, { host: '127.0.0.1', port }, { graceMs: 0 })
})
afterAll(async () => {
  await Promise.all([browser?.close(), listener.stop(), provider.close()])
})
beforeEach(() => {
  Object.assign(provider.state, {
    name: 'olga',
    groups: ['mail admins'],
    nonce: undefined,
    foreignKey: false,
  })
})

/** Goes to the provider and back as a browser does, up to the answer of the console. */
async function comeBack(change: (back: URL) => void = () => {}): Promise<Response> {
  const begun = await stranger(url).get('/login/oidc?next=/aliases')
  const sent = await fetch(begun.headers.get('Location') ?? '', { redirect: 'manual' })
  const back = new URL(sent.headers.get('Location') ?? '')
  change(back)
  return stranger(url, cookiesOf(begun)).get(back.pathname + back.search)
}

async function roleAfter(answer: Response): Promise<string | undefined> {
  const page = await (await stranger(url, cookiesOf(answer)).get('/aliases')).text()
  return /<span>olga · (\w+)<\/span>/.exec(page)?.[1]
}

test('a browser that comes from another site arrives at the page it wanted', async () => {
  if (!browser) return
  const page = await browser.newPage()
  await page.goto(`${url}/people`)
  await page.getByRole('link', { name: 'Log in with Authentik' }).click()
  await page.getByRole('heading', { level: 1, name: 'People' }).waitFor()
  await page.getByText('olga · operator').waitFor()
  await page.close()
})

describe('the groups of somebody tell the role', () => {
  test.each([
    ['operator', ['staff', 'mail admins']],
    ['operator', ['help desk', 'mail admins']],
    ['viewer', ['help desk']],
  ])('%s for %j', async (role, groups) => {
    provider.state.groups = groups
    expect(await roleAfter(await comeBack())).toBe(role)
  })

  test.each([[[]], [['staff']], [['Mail Admins']], [['mail admins of another house']]])(
    'none for %j',
    async (groups) => {
      provider.state.groups = groups
      const answer = await comeBack()
      expect(answer.status).toBe(403)
      expect(await answer.text()).toContain('olga is in none of the groups')
      expect(await roleAfter(answer)).toBeUndefined()
    },
  )
})

describe('nobody comes in', () => {
  test('with an answer to somebody else', async () => {
    const answer = await comeBack((back) => back.searchParams.set('state', 'another'))
    expect(answer.status).toBe(502)
    expect(await roleAfter(answer)).toBeUndefined()
  })

  test('with a code made up', async () => {
    const answer = await comeBack((back) => back.searchParams.set('code', 'made-up'))
    expect(answer.status).toBe(502)
  })

  test('with a token for another login', async () => {
    provider.state.nonce = 'another'
    expect((await comeBack()).status).toBe(502)
  })

  test('with a token that another key has signed', async () => {
    provider.state.foreignKey = true
    expect((await comeBack()).status).toBe(502)
  })

  test('without having begun here', async () => {
    const answer = await stranger(url).get('/login/callback?code=x&state=y')
    expect(answer.status).toBe(403)
  })
})

test('after the login only pages of this console are led to', async () => {
  const begun = await stranger(url).get('/login/oidc?next=//evil.example/')
  const sent = await fetch(begun.headers.get('Location') ?? '', { redirect: 'manual' })
  const back = new URL(sent.headers.get('Location') ?? '')
  const page = await (await stranger(url, cookiesOf(begun)).get(back.pathname + back.search)).text()
  expect(page).toContain('url=/"')
  expect(page).not.toContain('evil')
})

test('the client secret is in no line of the log', () => {
  expect(log.length).toBeGreaterThan(0)
  expect(log.join('\n')).not.toContain(client.secret)
})
