import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { postWebhook, type Target } from './post.ts'

const closes: (() => void)[] = []
afterEach(() => {
  for (const close of closes.splice(0)) close()
})

interface Seen {
  readonly line: string
  readonly headers: IncomingMessage['headers']
}

/** A server over a real port that answers as the path says: `/204`, `/302/to`, `/reset`, `/never`. */
async function startServer(): Promise<{ url: string; seen: Seen[] }> {
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    seen.push({ line: `${request.method} ${request.url}`, headers: request.headers })
    answer(request.url ?? '', response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closes.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen }
}

function answer(path: string, response: ServerResponse): void {
  const [, status = '', ...to] = path.split('/')
  if (status === 'never') return
  if (status === 'reset') response.socket?.destroy()
  else response.writeHead(Number(status), to.length > 0 ? { Location: `/${to.join('/')}` } : {}).end('body')
}

function post(url: string, target: Partial<Target> = {}): Promise<number> {
  const full = {
    ...{ url, secret: 'the-secret', fetch: globalThis.fetch },
    ...{ userAgent: 'authentik@2025.6.4', timeoutMs: 5000 },
    ...target,
  }
  return postWebhook(full, { version: 1 }, new AbortController().signal)
}

describe('sending a webhook', () => {
  it('carries the headers of the real one', async () => {
    const { url, seen } = await startServer()
    expect(await post(`${url}/202`)).toBe(202)
    expect(seen[0]).toMatchObject({
      line: 'POST /202',
      headers: {
        authorization: 'Bearer the-secret',
        'content-type': 'application/json',
        'content-length': '13',
        'user-agent': 'authentik@2025.6.4',
        accept: '*/*',
      },
    })
  })

  it('has no Authorization without a secret', async () => {
    const { url, seen } = await startServer()
    await post(`${url}/200`, { secret: undefined })
    expect(seen[0]?.headers).not.toHaveProperty('authorization')
  })

  it('follows 302 as a GET, and takes its answer for the answer', async () => {
    const { url, seen } = await startServer()
    expect(await post(`${url}/302/200`)).toBe(200)
    expect(await post(`${url}/302/404`)).toBe(404)
    expect(seen.map(({ line }) => line)).toEqual(['POST /302/200', 'GET /200', 'POST /302/404', 'GET /404'])
  })

  it('posts again after 307, and gives up on endless ones', async () => {
    const { url, seen } = await startServer()
    expect(await post(`${url}/307/200`)).toBe(200)
    expect(seen.map(({ line }) => line)).toEqual(['POST /307/200', 'POST /200'])
    const fetch = async () => new Response(null, { status: 307, headers: { Location: '/again' } })
    expect(await post(url, { fetch })).toBe(0)
  })

  it('is without an answer where the connection breaks, is refused or takes too long', async () => {
    const { url } = await startServer()
    expect(await post(`${url}/reset`)).toBe(0)
    expect(await post(`${url}/never`, { timeoutMs: 20 })).toBe(0)
    for (const close of closes.splice(0)) close()
    expect(await post(`${url}/200`)).toBe(0)
  })
})
