import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createUpstream } from './client.ts'
import { UpstreamError } from './error.ts'
import { createFakeFetch, html, json, never, refused } from './fake-fetch.ts'
import type { RequestRecord, UpstreamOptions } from './options.ts'

const token = 'ak+Tok/en=99'

function connect(answer: Parameters<typeof createFakeFetch>[0], options: Partial<UpstreamOptions> = {}) {
  const fake = createFakeFetch(answer)
  const upstream = createUpstream({
    side: 'source',
    name: 'Authentik',
    baseUrl: 'https://auth.example.org/api/v3/',
    baseUrlSetting: 'AK_BASE',
    headers: { Authorization: `Bearer ${token}` },
    secrets: [token],
    timeoutMs: 15_000,
    patienceMs: 18_000,
    fetch: fake.fetch,
    ...options,
  })
  return { upstream, requests: fake.requests }
}

/** Lets time pass until the promise is settled, and tells how much, in milliseconds. */
async function settle(promise: Promise<unknown>): Promise<{ error: UpstreamError | undefined; ms: number }> {
  const started = performance.now()
  let done = false
  const outcome = promise
    .then(
      () => undefined,
      (error: unknown) => error,
    )
    .finally(() => {
      done = true
    })
  while (!done) await vi.advanceTimersByTimeAsync(10)
  const error = await outcome
  if (error !== undefined && !(error instanceof UpstreamError)) throw error
  return { error, ms: performance.now() - started }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a read', () => {
  it('sends the query with a list as repeated parameters, and gives status, text and the server time', async () => {
    const { upstream, requests } = connect(() =>
      json({ a: 1 }, { headers: { Date: 'Tue, 24 Nov 2026 12:00:00 GMT' } }),
    )
    const answer = await upstream.get('/core/users/', { type: ['a', 'b'], page: 2, all: false })
    expect(answer).toEqual({ status: 200, text: '{"a":1}', date: new Date('2026-11-24T12:00:00Z') })
    expect(requests[0]?.url).toBe(
      'https://auth.example.org/api/v3/core/users/?type=a&type=b&page=2&all=false',
    )
    expect(requests[0]?.headers.get('authorization')).toBe(`Bearer ${token}`)
  })

  it.each([400, 401, 403, 404, 409, 429])(
    'leaves a JSON answer with status %i to the caller',
    async (status) => {
      const { upstream, requests } = connect(() => json({ detail: 'no' }, { status }))
      expect(await upstream.get('/x')).toEqual({ status, text: '{"detail":"no"}', date: undefined })
      expect(requests).toHaveLength(1)
    },
  )

  it('is never repeated after a 401, whatever its body: a wrong key gets the host banned', async () => {
    const { upstream, requests } = connect(() => html(401))
    expect((await upstream.get('/x')).status).toBe(401)
    expect(requests).toHaveLength(1)
  })

  it('takes an answer without a body as an empty text', async () => {
    const { upstream } = connect(() => new Response(null, { status: 204 }))
    expect((await upstream.get('/x')).text).toBe('')
  })

  it.each([
    ['a refused connection', () => Promise.reject(refused())],
    ['a 500 with a page', () => html(500)],
    ['a 503 with JSON', () => json({}, { status: 503 })],
    ['a 200 with a page', () => html(200)],
    ['a 403 with a page', () => html(403)],
    ['a body that breaks off', () => brokenBody()],
  ])('is repeated after %s', async (_, failure) => {
    const { upstream, requests } = connect((_, count) => (count < 3 ? failure() : json('ok')))
    const promise = upstream.get('/x')
    expect((await settle(promise)).error).toBeUndefined()
    expect((await promise).text).toBe('"ok"')
    expect(requests).toHaveLength(3)
  })

  it('pauses with jitter, longer each time', async () => {
    const gaps = new Set<number>()
    for (let round = 0; round < 5; round += 1) {
      const times: number[] = []
      const { upstream } = connect(() => {
        times.push(performance.now())
        return html(502)
      })
      await settle(upstream.get('/x'))
      const [first = 0, second = 0, third = 0] = times
      expect(second - first).toBeGreaterThanOrEqual(250)
      expect(second - first).toBeLessThanOrEqual(500)
      expect(third - second).toBeGreaterThanOrEqual(500)
      expect(third - second).toBeLessThanOrEqual(1000)
      gaps.add(second - first)
    }
    expect(gaps.size).toBeGreaterThan(1)
  })

  it.each([
    ['refuses connections', () => Promise.reject(refused()), 'unreachable', 'ECONNREFUSED'],
    ['never answers', never, 'unreachable', 'no answer within'],
    ['answers 502 for ever', () => html(502), 'server-error', 'status 502 with an HTML page'],
    [
      'stops in the middle of every answer',
      (request: Request) => endlessBody(request.signal),
      'unreachable',
      'no answer within',
    ],
  ] as const)('gives up within patience on a server that %s', async (_, answer, code, words) => {
    const { upstream, requests } = connect(answer)
    const { error, ms } = await settle(upstream.get('/core/groups/'))
    expect(ms).toBeLessThanOrEqual(18_050)
    expect(error).toMatchObject({ side: 'source', code, retryable: true, final: false })
    expect(error?.message).toContain(words)
    expect(error?.message).toContain(`Tried ${requests.length} times in `)
    expect(requests.length).toBeGreaterThan(1)
  })

  it('tells what the server did rather than that the last try had no time left', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { upstream } = connect(async () => {
        await new Promise((resolve) => setTimeout(resolve, 1700))
        return html(502)
      })
      expect((await settle(upstream.get('/x'))).error?.code).toBe('server-error')
    }
  })

  it('never starts a try after the caller ended it, and throws the reason given', async () => {
    const { upstream, requests } = connect(() => html(502))
    const controller = new AbortController()
    const outcome = upstream.get('/x', {}, controller.signal).catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(100)
    controller.abort(new Error('enough'))
    expect(await outcome).toEqual(new Error('enough'))
    await vi.advanceTimersByTimeAsync(30_000)
    expect(requests).toHaveLength(1)
  })

  it('ends a try that is under way when the caller ends it', async () => {
    const { upstream } = connect(never)
    const controller = new AbortController()
    const outcome = upstream.get('/x', {}, controller.signal).catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(100)
    controller.abort(new Error('enough'))
    expect(await outcome).toEqual(new Error('enough'))
  })
})

describe('a write', () => {
  it('sends JSON', async () => {
    const { upstream, requests } = connect(() => json({ type: 'success' }))
    await upstream.post('/add/alias', { address: 'a@example.org' })
    expect(requests[0]?.method).toBe('POST')
    expect(requests[0]?.headers.get('content-type')).toBe('application/json')
    expect(await requests[0]?.json()).toEqual({ address: 'a@example.org' })
  })

  it.each([
    ['a refused connection', () => Promise.reject(refused())],
    ['no answer', never],
    ['a 500', () => html(500)],
    ['a 405 with a page, as a proxy answers', () => html(405)],
    ['a body that breaks off', () => brokenBody()],
  ])('is sent once, and its outcome is unknown after %s', async (_, answer) => {
    const { upstream, requests } = connect(answer)
    const { error, ms } = await settle(upstream.post('/edit/alias', {}))
    expect(error).toMatchObject({ code: 'outcome-unknown', retryable: false })
    expect(error?.cause).toBeInstanceOf(UpstreamError)
    expect(ms).toBeLessThanOrEqual(15_050)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(requests).toHaveLength(1)
  })

  it('keeps its own code where the answer is certain', async () => {
    const { upstream } = connect(() => html(404))
    expect((await settle(upstream.post('/x', {}))).error?.code).toBe('bad-answer')
  })
})

describe('answers that are none', () => {
  it.each([301, 302, 307, 308])(
    'refuses redirect %i, and never follows it with the token',
    async (status) => {
      const { upstream, requests } = connect(
        () => new Response(null, { status, headers: { Location: 'https://evil.example/' } }),
      )
      const { error } = await settle(upstream.get('/core/groups/'))
      expect(error).toMatchObject({ code: 'bad-answer', status })
      expect(error?.message).toContain('Set AK_BASE to the final address')
      expect(requests).toHaveLength(1)
      expect(requests[0]?.redirect).toBe('manual')
    },
  )

  it('tells a wrong address by its HTML 404, at once', async () => {
    const { upstream, requests } = connect(() => html(404))
    const { error } = await settle(upstream.get('/core/groups/'))
    expect(error).toMatchObject({ code: 'bad-answer', status: 404 })
    expect(error?.message).toContain('Check the address in AK_BASE')
    expect(requests).toHaveLength(1)
  })

  it('tells a login page from a server that is away', async () => {
    const { upstream } = connect(() => html(200))
    expect((await settle(upstream.get('/x'))).error?.message).toContain('a login page or a proxy')
  })
})

describe('secrets', () => {
  it('stay out of messages and causes, plain or encoded', async () => {
    const leaks = [token, encodeURIComponent(token)]
    const { upstream } = connect(() => {
      const cause = new Error(`cannot send ${token} to https://h/?key=${encodeURIComponent(token)}`)
      return Promise.reject(new TypeError(`bad URL https://h/?key=${token}`, { cause }))
    })
    for (const send of [() => upstream.get('/x'), () => upstream.post('/x', {})]) {
      const { error } = await settle(send())
      for (let current: unknown = error; current instanceof Error; current = current.cause) {
        for (const leak of leaks) expect(`${current.message}${current.stack}`).not.toContain(leak)
      }
      expect(error?.message).toContain('cannot send *** to https://h/?key=***')
    }
  })

  it('stay out of a message that quotes the path', async () => {
    const { upstream } = connect(() => html(404))
    const { error } = await settle(upstream.get(`/x/${encodeURIComponent(token)}`))
    expect(error?.message).toContain('/x/***')
  })

  it('come back in no cookie: none is kept', async () => {
    const { upstream, requests } = connect(() =>
      json(1, { headers: { 'Set-Cookie': 'session=abc; Path=/' } }),
    )
    await upstream.get('/a')
    await upstream.get('/b')
    expect(requests[1]?.headers.get('cookie')).toBeNull()
    expect(requests[1]?.credentials).toBe('omit')
  })
})

describe('settings that no request can work with', () => {
  it.each([
    'auth.example.org',
    'ftp://auth.example.org',
    '',
    'https://u:geheim@auth.example.org',
    'https://h/?a=geheim',
  ])('sends nothing to %j, and does not quote it', async (baseUrl) => {
    const { upstream, requests } = connect(() => json(1), { baseUrl })
    const { error } = await settle(upstream.get('/x'))
    expect(error).toMatchObject({ code: 'misconfigured', final: true, retryable: false })
    expect(error?.message).toContain('AK_BASE')
    expect(error?.message).not.toContain('geheim')
    expect(requests).toHaveLength(0)
  })

  it.each(['geheim\nzwei', 'geheim–zwei'])('sends no key that fits in no header', async (key) => {
    const { upstream, requests } = connect(() => json(1), { headers: { 'X-API-Key': key } })
    const { error } = await settle(upstream.post('/x', {}))
    expect(error).toMatchObject({ code: 'bad-token', final: true })
    expect(error?.message).toContain('X-API-Key')
    expect(error?.message).not.toContain('geheim')
    expect(requests).toHaveLength(0)
  })

  it('stops at once at a certificate that is not trusted, and names the way out', async () => {
    const cause = Object.assign(new Error('self-signed certificate'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
    const { upstream, requests } = connect(() => Promise.reject(new TypeError('fetch failed', { cause })))
    const { error } = await settle(upstream.get('/x'))
    expect(error).toMatchObject({ code: 'misconfigured' })
    expect(error?.message).toMatch(/not trusted: self-signed certificate.*certificate authority/)
    expect(requests).toHaveLength(1)
  })
})

describe('the reason of a failure', () => {
  const bare = (code?: string) => Object.assign(new AggregateError([]), code ? { code } : {})
  it.each([
    ['the innermost message', refused(), 'cannot be reached: connect ECONNREFUSED 127.0.0.1:443.'],
    ['the code where the message is empty', new TypeError('x', { cause: bare('ETIMEDOUT') }), ': ETIMEDOUT.'],
    ['the name where there is nothing else', new TypeError('x', { cause: bare() }), ': AggregateError.'],
    ['nothing where no error was thrown', 'text', ': unknown reason.'],
  ])('is %s', async (_, thrown, words) => {
    const { upstream } = connect(() => Promise.reject(thrown), { patienceMs: 0 })
    expect((await settle(upstream.get('/x'))).error?.message).toContain(words)
  })
})

describe('the record of requests', () => {
  it('has one entry for each try, without query', async () => {
    const records: RequestRecord[] = []
    const { upstream } = connect((_, count) => (count === 1 ? Promise.reject(refused()) : json(1)), {
      onRequest: (record) => records.push(record),
    })
    await settle(upstream.get('/core/groups/', { search: 'x' }))
    const shared = { side: 'source', method: 'GET', path: '/core/groups/', milliseconds: expect.any(Number) }
    expect(records).toEqual([
      { ...shared, status: undefined },
      { ...shared, status: 200 },
    ])
  })
})

function brokenBody(): Response {
  return new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"res'))
        controller.error(new TypeError('terminated', { cause: new Error('other side closed') }))
      },
    }),
  )
}

/** A body whose end never comes; like fetch's, it fails when the request is aborted. */
function endlessBody(signal: AbortSignal): Response {
  return new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"res'))
        signal.addEventListener('abort', () => controller.error(signal.reason), { once: true })
      },
    }),
  )
}
