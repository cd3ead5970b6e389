import { describe, expect, it } from 'vitest'
import { createKit, payload, SECRET } from './receiver.testkit.ts'
import { createReceiver } from './receiver.ts'

describe('the receiver', () => {
  it('does not start without a secret or with a short one', () => {
    expect(() => createKit({ secrets: [] })).toThrow('needs a webhook secret')
    expect(() => createKit({ secrets: [SECRET, 'too-short'] })).toThrow('secret 2 has 9 characters')
  })

  it('answers each path with or without a slash at its end, and never redirects', async () => {
    const { app, post } = createKit({ metrics: async () => '' })
    expect((await post(payload(), {}, '/webhooks/authentik/')).status).toBe(202)
    for (const path of ['/healthz', '/readyz', '/metrics']) {
      expect((await app.request(path)).status).toBe(200)
      expect((await app.request(`${path}/`)).status).toBe(200)
    }
    expect((await post(payload(), {}, '/webhooks')).status).toBe(404)
    expect((await app.request('/')).status).toBe(404)
  })

  it('takes webhooks by POST alone', async () => {
    const { app } = createKit()
    for (const method of ['GET', 'PUT', 'DELETE', 'HEAD']) {
      const response = await app.request('/webhooks/authentik', { method })
      expect([response.status, response.headers.get('Allow')]).toEqual([405, 'POST'])
    }
  })

  it('works without a listener', async () => {
    const app = createReceiver({
      secrets: [SECRET],
      store: async () => {},
      ready: async () => {},
      now: Date.now,
      log: () => {},
    })
    const headers = { Authorization: `Bearer ${SECRET}`, 'Content-Type': 'application/json' }
    const response = await app.request('/webhooks/authentik', { method: 'POST', headers, body: '{}' })
    expect(response.status).toBe(202)
  })
})
