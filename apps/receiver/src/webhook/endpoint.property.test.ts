import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createKit, payload, SECRET } from '../receiver.testkit.ts'

/** `FC_SEED` replays a failure; its seed and path are printed with it. */
const runs = { numRuns: 300, ...(process.env['FC_SEED'] && { seed: Number(process.env['FC_SEED']) }) }

const MARK = 'ECHO-ME-7f3a'

/** Bodies from noise to what nearly is a webhook. */
const bodies = fc.oneof(
  fc.uint8Array({ maxLength: 2000 }),
  fc.json().map((json) => new TextEncoder().encode(json)),
  fc.nat(60_000).map((depth) => new TextEncoder().encode('['.repeat(depth))),
  fc
    .record(
      {
        version: fc.oneof(fc.constant(1), fc.jsonValue()),
        event: fc.oneof(
          fc.jsonValue(),
          fc.record({ action: fc.constantFrom('model_updated', 'login', MARK) }),
        ),
        model: fc.oneof(
          fc.jsonValue(),
          fc.record({
            app: fc.constantFrom('authentik_core', MARK),
            model_name: fc.constantFrom('group', 'user', MARK, '__proto__'),
            pk: fc.oneof(fc.jsonValue(), fc.uuid(), fc.constant(MARK)),
          }),
        ),
      },
      { requiredKeys: [] },
    )
    .map((part) => new TextEncoder().encode(JSON.stringify({ ...payload(), ...part, note: MARK }))),
)

it('whatever the body, a sender with the secret gets 200 or 202, stored means stored, and nothing is echoed', async () => {
  await fc.assert(
    fc.asyncProperty(bodies, async (body) => {
      const { post, stored, lines } = createKit()
      const response = await post(body as Uint8Array<ArrayBuffer>)
      expect([200, 202]).toContain(response.status)
      expect(stored).toHaveLength(response.status === 202 ? 1 : 0)
      expect(await response.text()).toMatch(/^\{"status":"(stored|ignored)"(,"reason":"[a-z-]+")?\}$/)
      expect(JSON.stringify([lines, stored])).not.toContain(MARK)
    }),
    runs,
  )
}, 60_000)

it('whatever the body, the answer is 503 only where it had to be stored and could not be', async () => {
  await fc.assert(
    fc.asyncProperty(bodies, async (body) => {
      const kit = createKit({ store: async () => Promise.reject(new Error('down')) })
      const { status } = await kit.post(body as Uint8Array<ArrayBuffer>)
      const understood = await createKit().post(body as Uint8Array<ArrayBuffer>)
      expect(status).toBe(understood.status === 202 ? 503 : 200)
    }),
    runs,
  )
}, 60_000)

it('whatever the headers, the path and the method, there is no error of the server and no echo', async () => {
  const { app } = createKit()
  const header = fc.stringMatching(/^[\x20-\x7e]{0,60}$/).map((text) => text.trim())
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH'),
      fc.oneof(fc.webPath(), fc.constantFrom('/webhooks/authentik', '/healthz', '/readyz', '/metrics')),
      fc.record({
        Authorization: fc.oneof(header, fc.constant(`Bearer ${SECRET}`)),
        'Content-Type': header,
        'X-Mark': fc.constant(MARK),
      }),
      async (method, path, headers) => {
        const response = await app.request(path || '/', { method, headers })
        expect(response.status).toBeLessThan(500)
        expect(response.status < 300 || response.status >= 400).toBe(true)
        expect(await response.text()).not.toContain(MARK)
      },
    ),
    runs,
  )
}, 60_000)
