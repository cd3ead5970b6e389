import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createKit, payload, SECRET } from '../receiver.testkit.ts'
import { openConnection } from './connection.testkit.ts'
import { type Listener, type ListenOptions, listen } from './listen.ts'
import { load } from './load.testkit.ts'

const ANY = { host: '127.0.0.1', port: 0 }
const listeners: Listener[] = []
afterEach(async () => {
  await Promise.all(listeners.splice(0).map((listener) => listener.stop()))
})

async function start(kit = createKit(), options: ListenOptions = {}): Promise<Listener> {
  const listener = await listen(kit.app, ANY, { graceMs: 200, ...options })
  listeners.push(listener)
  return listener
}

function post(url: string, body: string | Uint8Array<ArrayBuffer>, secret = SECRET): Promise<Response> {
  const headers = { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' }
  return fetch(`${url}/webhooks/authentik`, { method: 'POST', headers, body })
}

const HEAD = `POST /webhooks/authentik HTTP/1.1\r\nHost: cowherd\r\nAuthorization: Bearer ${SECRET}\r\nContent-Type: application/json\r\n`

describe('listening', () => {
  it('fails with the code of the system where the port is taken', async () => {
    const { url } = await start()
    const port = Number(new URL(url).port)
    await expect(listen(createKit().app, { ...ANY, port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })

  it('takes a webhook over the network', async () => {
    const kit = createKit()
    const { url } = await start(kit)
    const response = await post(url, JSON.stringify(payload()))
    expect([response.status, await response.json()]).toEqual([202, { status: 'stored' }])
    expect(kit.stored).toHaveLength(1)
  })

  it('logs the address of who has a wrong secret', async () => {
    const kit = createKit()
    const { url } = await start(kit)
    expect((await post(url, '{}', 'a-wrong-one')).status).toBe(401)
    expect(kit.lines).toMatchObject([{ level: 'warn', fields: { address: '127.0.0.1' } }])
  })

  it('knows two secrets while one takes the place of the other', async () => {
    const { url } = await start(createKit({ secrets: [SECRET, 'the-secret-that-follows'] }))
    expect((await post(url, JSON.stringify(payload()))).status).toBe(202)
    expect((await post(url, JSON.stringify(payload()), 'the-secret-that-follows')).status).toBe(202)
    const next = await start(createKit({ secrets: ['the-secret-that-follows'] }))
    expect((await post(next.url, JSON.stringify(payload()))).status).toBe(401)
  })
})

describe('large and broken requests', () => {
  it('a body of 1 MB is refused with 413 (401 without the secret), and the next webhook is taken', async () => {
    const kit = createKit()
    const { url } = await start(kit)
    const large = new Uint8Array(1024 * 1024).fill(0x20)
    expect((await post(url, large)).status).toBe(413)
    expect((await post(url, large, 'a-wrong-one')).status).toBe(401)
    expect((await post(url, JSON.stringify(payload()))).status).toBe(202)
    expect(kit.stored).toHaveLength(1)
  })

  it('a body in chunks without an end is refused once it is too large', async () => {
    const { url } = await start()
    const connection = await openConnection(url)
    connection.send(`${HEAD}Transfer-Encoding: chunked\r\n\r\n`)
    for (let n = 0; n < 9; n += 1) connection.send(`2000\r\n${'x'.repeat(0x2000)}\r\n`)
    expect(await connection.closed(3000)).toMatch(/^HTTP\/1\.1 413 /)
  })

  it('a body that breaks off is stored as nothing', async () => {
    const kit = createKit()
    const { url } = await start(kit)
    const connection = await openConnection(url)
    connection.send(`${HEAD}Content-Length: 500\r\n\r\n{"version": 1`)
    await new Promise((resolve) => setTimeout(resolve, 50))
    connection.destroy()
    await expect.poll(() => kit.events).toMatchObject([{ outcome: 'broken-off' }])
    expect(kit.stored).toEqual([])
  })

  it('what is no HTTP is refused with 400', async () => {
    const connection = await openConnection((await start()).url)
    connection.send('<xml/>\r\n\r\n')
    expect(await connection.closed(1000)).toMatch(/^HTTP\/1\.1 400 /)
  })
})

describe('slow requests', () => {
  const limits = { headersTimeoutMs: 200, requestTimeoutMs: 400, keepAliveTimeoutMs: 200 }

  it('headers that come byte by byte are cut off', async () => {
    const { url } = await start(createKit(), limits)
    const connection = await openConnection(url)
    const drip = setInterval(() => connection.send('X'), 20)
    connection.send('POST /webhooks/authentik HTTP/1.1\r\n')
    expect(await connection.closed(2000)).toMatch(/^HTTP\/1\.1 408 /)
    clearInterval(drip)
  })

  it('a body that comes byte by byte is cut off', async () => {
    const { url } = await start(createKit(), limits)
    const connection = await openConnection(url)
    connection.send(`${HEAD}Content-Length: 1000\r\n\r\n`)
    const drip = setInterval(() => connection.send(' '), 20)
    expect(await connection.closed(2000)).not.toBe('open')
    clearInterval(drip)
  })

  it('a connection that says nothing, and one that is done, are closed', async () => {
    const { url } = await start(createKit(), limits)
    const [silent, done] = [await openConnection(url), await openConnection(url)]
    done.send('GET /healthz HTTP/1.1\r\nHost: cowherd\r\n\r\n')
    expect(await silent.closed(2000)).not.toBe('open')
    expect(await done.closed(3000)).toMatch(/^HTTP\/1\.1 200 /)
  })

  it('do not keep others waiting', async () => {
    const { url } = await start()
    const slow = await Promise.all(Array.from({ length: 200 }, () => openConnection(url)))
    for (const connection of slow) connection.send(`${HEAD}Content-Length: 1000\r\n\r\n{`)
    expect((await post(url, JSON.stringify(payload()))).status).toBe(202)
    for (const connection of slow) connection.destroy()
  })
})

describe('many connections', () => {
  it('a thousand at once are all answered', async () => {
    const kit = createKit()
    const { url } = await start(kit)
    const answered = await load(url, 1000, 1000)
    expect(new Set(answered.map(({ status }) => status))).toEqual(new Set([202]))
    expect(kit.stored).toHaveLength(1000)
  }, 30_000)

  it('more than allowed are closed unanswered', async () => {
    const { url } = await start(createKit(), { maxConnections: 2 })
    const held = [await openConnection(url), await openConnection(url)]
    const { hostname, port } = new URL(url)
    const socket = connect(Number(port), hostname).on('error', () => {})
    await once(socket, 'close')
    for (const connection of held) connection.destroy()
    await expect.poll(async () => (await fetch(`${url}/healthz`)).status).toBe(200)
  })
})

describe('stopping', () => {
  it('lets a request in flight finish, takes no new connection, and then closes those kept alive', async () => {
    const store = Promise.withResolvers<void>()
    const kit = createKit({ store: () => store.promise })
    const listener = await start(kit, { graceMs: 5000 })
    const answer = post(listener.url, JSON.stringify(payload()))
    await new Promise((resolve) => setTimeout(resolve, 50))
    const begun = performance.now()
    const stopped = listener.stop()
    await expect(fetch(`${listener.url}/healthz`)).rejects.toThrow('fetch failed')
    store.resolve()
    expect((await answer).status).toBe(202)
    await stopped
    expect(performance.now() - begun).toBeLessThan(1000)
  })

  it('breaks off what is left when the grace is over, and may be asked twice', async () => {
    const kit = createKit({ store: () => new Promise(() => {}) })
    const listener = await start(kit, { graceMs: 100 })
    const slow = await openConnection(listener.url)
    slow.send('POST /webhooks/authentik HTTP/1.1\r\n')
    const answer = post(listener.url, JSON.stringify(payload()))
    answer.catch(() => {})
    await new Promise((resolve) => setTimeout(resolve, 50))
    await Promise.all([listener.stop(), listener.stop()])
    await expect(answer).rejects.toThrow('fetch failed')
  })
})
