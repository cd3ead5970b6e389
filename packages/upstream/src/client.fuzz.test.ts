import { anyText, leaks, SECRET, spoiltText } from '@cowherd/fuzz'
import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { createUpstream } from './client.ts'
import { UpstreamError } from './error.ts'
import { createFakeFetch } from './fake-fetch.ts'
import { parseAnswer } from './json.ts'

const schema = v.object({
  list: v.array(v.object({ id: v.number(), name: v.string() })),
  more: v.boolean(),
})
const whole = { list: [{ id: 1, name: 'a' }], more: false }

const answers = fc.record({
  status: fc.oneof(
    fc.constantFrom(200, 204, 301, 400, 401, 403, 404, 405, 429, 500, 502),
    fc.integer({ min: 200, max: 599 }),
  ),
  type: fc.constantFrom(
    'application/json',
    'text/html; charset=utf-8',
    'text/event-stream',
    'application/octet-stream',
    '',
  ),
  date: fc.constantFrom('Wed, 25 Nov 2026 09:00:00 GMT', 'yesterday', '', '9'.repeat(300)),
  text: fc.oneof(spoiltText(whole), anyText),
})

function connect(fetch: typeof globalThis.fetch) {
  return createUpstream({
    ...{
      side: 'target',
      name: 'Mailcow',
      baseUrl: 'https://mail.example.org',
      baseUrlSetting: 'MAILCOW_API_URL',
    },
    ...{ headers: { 'X-API-Key': SECRET }, secrets: [SECRET], fetch },
    ...{ timeoutMs: 1000, patienceMs: 0, pauseMs: 0 },
  })
}

test('whatever a server answers ends as a value or as an error of its own that tells no secret', async () => {
  await fc.assert(
    fc.asyncProperty(answers, fc.boolean(), async ({ status, type, date, text }, write) => {
      const body = [204, 205, 304].includes(status) ? null : text
      const headers = { 'Content-Type': type, Date: date, 'X-Note': SECRET }
      const { fetch } = createFakeFetch(() => new Response(body, { status, headers }))
      const upstream = connect(fetch)
      try {
        const answer = await (write ? upstream.post('/x', whole) : upstream.get('/x'))
        expect(answer.status).toBe(status)
        expect(v.is(schema, parseAnswer('target', '/x', answer, schema))).toBe(true)
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error
        expect(leaks(error.message)).toBe(false)
        expect(error.message.length).toBeLessThan(1_000)
        expect(error.message).not.toMatch(/\p{Cc}/u)
      }
    }),
    { numRuns: 1_000 },
  )
})

test('however a connection fails, the error tells no secret, and a write is not said to have failed', async () => {
  const causes = fc.record({
    message: fc.constantFrom(
      '',
      'connect ECONNREFUSED',
      `invalid header ${SECRET}`,
      `self-signed; ${SECRET}`,
    ),
    code: fc.constantFrom(undefined, 'ECONNRESET', 'DEPTH_ZERO_SELF_SIGNED_CERT', SECRET),
    plain: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(causes, fc.boolean(), async ({ message, code, plain }, write) => {
      const cause = Object.assign(new Error(message), code === undefined ? {} : { code })
      const { fetch } = createFakeFetch(() =>
        Promise.reject(plain ? cause : new TypeError('fetch failed', { cause })),
      )
      const upstream = connect(fetch)
      const error = await (write ? upstream.post('/x', whole) : upstream.get('/x')).catch(
        (thrown: unknown) => thrown,
      )
      if (!(error instanceof UpstreamError)) throw error
      expect(leaks(error.message)).toBe(false)
      expect(['outcome-unknown', 'misconfigured', 'unreachable']).toContain(error.code)
      if (write) expect(error.code).not.toBe('unreachable')
    }),
  )
})
