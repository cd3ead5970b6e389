import { describe, expect, test } from 'vitest'
import { type Hearing, openCanary } from './canary.testkit.ts'
import { testWebhook } from './webhook-test.ts'

async function run(hearing: Hearing, owner = 'main') {
  const { api, service, waiting } = await openCanary(hearing)
  return testWebhook(api, service, owner, waiting)
}

describe('the test of the webhook', () => {
  test('is all right when it arrives at this very service', async () => {
    expect(await run({})).toMatchObject({
      state: 'ok',
      reason: expect.stringContaining('http://cowherd.test/webhooks/authentik'),
    })
  })

  test('that is refused for its secret is a problem, and the secret is the fix', async () => {
    expect(await run({ testStatus: 401 })).toMatchObject({
      state: 'problem',
      reason: expect.stringContaining('401'),
      fix: expect.stringContaining('COWHERD_WEBHOOK_SECRET'),
    })
  })

  test('that is redirected is a problem, although Authentik counts it as delivered', async () => {
    expect(await run({ testStatus: 302 })).toMatchObject({
      state: 'problem',
      fix: expect.stringContaining('does not redirect'),
    })
  })

  test('that reaches nothing is a problem, and the network is the fix', async () => {
    expect(await run({ testStatus: 502 })).toMatchObject({
      state: 'problem',
      fix: expect.stringContaining('network between the containers'),
    })
  })

  test('that something else takes is a problem', async () => {
    expect(await run({ hearsTest: false })).toMatchObject({
      state: 'problem',
      reason: expect.stringContaining('not by this service'),
      fix: expect.stringContaining('--webhook-url'),
    })
  })

  test('that arrives where nothing can be seen from here is a warning', async () => {
    expect(await run({ running: false })).toMatchObject({
      state: 'warning',
      fix: expect.stringContaining('where the service runs'),
    })
  })

  test('without a transport is a problem, without an administrator skipped', async () => {
    expect(await run({}, 'nobody')).toMatchObject({ state: 'problem', fix: expect.stringContaining('setup') })
    const { service, waiting } = await openCanary()
    expect((await testWebhook(undefined, service, 'main', waiting)).state).toBe('skipped')
  })
})
