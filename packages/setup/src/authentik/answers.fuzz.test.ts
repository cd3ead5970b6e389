import { anyText, leaks, SECRET, spoiltText } from '@cowherd/fuzz'
import { UpstreamError } from '@cowherd/upstream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readAdministrator } from './administrator.ts'
import { createSetupApi } from './api/http.ts'
import { createSetupKit } from './authentik.testkit.ts'
import { carryOutSetup } from './carry-out.ts'
import { planSetup } from './setup-plan.ts'

const webhookSecret = `webhook-7f3a-of-the-tests`

/** Sets up a new Authentik whose answers come through a `fetch` of one's own. */
async function setUp(through: (fetch: typeof globalThis.fetch) => typeof globalThis.fetch): Promise<void> {
  const { simulator } = createSetupKit()
  const asAdministrator: typeof globalThis.fetch = (input, init) => {
    const headers = new Headers(init?.headers)
    headers.set('Authorization', `Bearer ${simulator.adminToken}`)
    return simulator.fetch(input, { ...init, headers })
  }
  const api = createSetupApi({
    ...{ baseUrl: 'http://authentik.test', token: SECRET, fetch: through(asAdministrator) },
    ...{ timeoutMs: 1000, patienceMs: 0 },
  })
  await readAdministrator(api)
  const plan = await planSetup(api, {
    ...{
      owner: 'main',
      webhookUrl: 'http://cowherd.test/webhooks/authentik',
      acceptedSecrets: [webhookSecret],
    },
    ...{ rotateSecret: false, rotateToken: false, createSecret: () => webhookSecret },
  })
  await carryOutSetup(api, plan)
}

/** The sound answers, in their order. */
const sound: string[] = []
await setUp((fetch) => async (input, init) => {
  const response = await fetch(input, init)
  sound.push(await response.clone().text())
  return response
})

const refusal = { detail: `${'x'.repeat(190)} ${SECRET}`, [SECRET]: [SECRET] }
const changes = fc.nat(sound.length - 1).chain((at) =>
  fc.record({
    at: fc.constant(at),
    status: fc.option(fc.constantFrom(200, 201, 400, 403, 404, 405, 409, 500), { freq: 2, nil: undefined }),
    text: fc.oneof(
      { weight: 4, arbitrary: spoiltText(sound[at] ? JSON.parse(sound[at]) : {}) },
      { weight: 1, arbitrary: spoiltText(refusal) },
      { weight: 1, arbitrary: anyText },
    ),
  }),
)

test('whatever Authentik answers, a setup ends, or stops with an error of its own that tells no secret', async () => {
  await fc.assert(
    fc.asyncProperty(changes, async ({ at, status, text }) => {
      let count = 0
      const through = (fetch: typeof globalThis.fetch): typeof globalThis.fetch => {
        return async (input, init) => {
          const response = await fetch(input, init)
          count += 1
          if (count !== at + 1) return response
          const body = response.status === 204 && status === undefined ? null : text
          return new Response(body, { status: status ?? response.status, headers: response.headers })
        }
      }
      try {
        await setUp(through)
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error
        expect(leaks(error.message), error.message).toBe(false)
        expect(error.message).not.toMatch(/\p{Cc}/u)
        expect(error.message.length).toBeLessThan(2_000)
      }
      expect(count).toBeLessThan(10 * sound.length)
    }),
    { numRuns: 500 },
  )
})
