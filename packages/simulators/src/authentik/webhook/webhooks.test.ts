import { describe, expect, it } from 'vitest'
import { createReceiverFake, createSmallSimulator } from './webhook.testkit.ts'

/** Ten thousand times as fast: thirty seconds pass in three milliseconds. */
const FAST = { timeScale: 0.0001 }

describe('webhooks of the simulator', () => {
  it('are one per event of a group or user, of which the log tells at once', async () => {
    const { simulator, group, users } = createSmallSimulator()
    const { fetch, received, url } = createReceiverFake()
    simulator.deliverTo(url, 'secret', { ...FAST, fetch })
    const before = simulator.events().length
    simulator.updateGroup(group, { users: [users[1]] })
    simulator.deleteUser(users[0])
    const events = simulator.events().slice(before)
    expect(events).toHaveLength(4)
    expect(received).toHaveLength(0)
    await simulator.webhooksSettled()
    expect(received.map(({ body }) => body.event?.id).sort()).toEqual(events.map(({ pk }) => pk).sort())
    expect(received[0]?.headers.get('User-Agent')).toBe('authentik@2025.6.4')
    const [deleted] = simulator.deliveries.filter(({ action }) => action === 'model_deleted')
    expect(deleted).toMatchObject({ model: { name: 'user', pk: users[0] }, attempt: 1, outcome: 'delivered' })
  })

  it('are none for what happened before, for silent changes, and for tokens', async () => {
    const { simulator, group } = createSmallSimulator()
    const { fetch, received, url } = createReceiverFake()
    simulator.deliverTo(url, 'secret', { ...FAST, fetch })
    simulator.silently(() => simulator.updateGroup(group, { name: 'other' }))
    await simulator.fetch('http://authentik.example/api/v3/core/tokens/', {
      method: 'POST',
      headers: { Authorization: `Bearer ${simulator.adminToken}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ identifier: 'some', intent: 'api', expiring: false }),
    })
    expect(simulator.events().at(-1)?.context.model?.model_name).toBe('token')
    await simulator.webhooksSettled()
    expect(received).toEqual([])
  })

  it('come again with the same event until they are answered with 2xx', async () => {
    const { simulator, group } = createSmallSimulator()
    const statuses = [401, 429, 503, 0, 202]
    const { fetch, received, url } = createReceiverFake((_, n) => statuses[n] ?? 202)
    simulator.deliverTo(url, 'secret', { ...FAST, fetch })
    simulator.updateGroup(group, {})
    await simulator.webhooksSettled()
    expect(simulator.deliveries.map(({ status }) => status)).toEqual(statuses)
    expect(simulator.deliveries.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5])
    expect(new Set(received.map(({ body }) => body.event?.id)).size).toBe(1)
    const times = simulator.deliveries.map(({ afterMs }) => afterMs)
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(30_000)
  })

  it('are given up after 20 retries', async () => {
    const { simulator, group } = createSmallSimulator()
    const { fetch, received, url } = createReceiverFake(() => 503)
    simulator.deliverTo(url, 'secret', { timeScale: 1e-8, fetch })
    simulator.updateGroup(group, {})
    await simulator.webhooksSettled()
    expect(received).toHaveLength(21)
  })

  it('reach the new address when it changes between two tries', async () => {
    const { simulator, group } = createSmallSimulator()
    const [old, other] = [createReceiverFake(() => 503), createReceiverFake()]
    simulator.deliverTo(old.url, 'secret', {
      ...FAST,
      fetch: (...args) => {
        simulator.deliverTo(`${other.url}/`, 'new-secret', { ...FAST, fetch: other.fetch })
        return old.fetch(...args)
      },
    })
    simulator.updateGroup(group, {})
    await simulator.webhooksSettled()
    expect(other.received.map(({ headers }) => headers.get('Authorization'))).toEqual(['Bearer new-secret'])
  })

  it('get lost and doubled in the shares asked for', async () => {
    const { simulator, group } = createSmallSimulator()
    const { fetch, received, url } = createReceiverFake()
    const options = { ...FAST, fetch, seed: 3, lostShare: 0.3, doubledShare: 0.2, lateMs: 100_000 }
    simulator.deliverTo(url, 'secret', options)
    for (let n = 0; n < 200; n += 1) simulator.updateGroup(group, { attributes: { n } })
    await simulator.webhooksSettled()
    const lost = simulator.deliveries.filter(({ outcome }) => outcome === 'lost').length
    const ids = received.map(({ body }) => body.event?.id)
    const doubled = ids.length - new Set(ids).size
    expect(new Set(ids).size).toBe(200 - lost)
    expect([lost, doubled]).toEqual([expect.closeTo(60, -1.5), expect.closeTo(28, -1.5)])
  })

  it('stop, and what was not delivered stays away', async () => {
    const { simulator, group } = createSmallSimulator()
    const { fetch, received, url } = createReceiverFake()
    simulator.deliverTo(url, 'secret', { fetch })
    simulator.updateGroup(group, {})
    const settled = simulator.webhooksSettled()
    simulator.stopWebhooks()
    await settled
    simulator.updateGroup(group, {})
    await simulator.webhooksSettled()
    expect(received).toEqual([])
    expect(simulator.deliveries).toEqual([])
  })

  it('have Authentik’s own body where there is no mapping', async () => {
    const { simulator, group } = createSmallSimulator()
    const { fetch, received, url } = createReceiverFake()
    simulator.deliverTo(url, 'secret', { ...FAST, fetch, body: 'default' })
    simulator.updateGroup(group, {})
    await simulator.webhooksSettled()
    expect(received[0]?.body).toMatchObject({ severity: 'notice' })
    expect(received[0]?.body['body']).toMatch(/^model_updated: \{'model': \{'pk': '[0-9a-f]{32}', /)
  })

  it('can be tested as the transport is', async () => {
    const { simulator } = createSmallSimulator()
    await expect(simulator.testWebhook()).rejects.toThrow('call deliverTo first')
    const { fetch, received, url } = createReceiverFake(() => 204)
    simulator.deliverTo(url, 'secret', { ...FAST, fetch })
    expect(await simulator.testWebhook()).toBe(204)
    expect(received[0]?.body).toMatchObject({ model: null, event: { action: 'custom_notification_test' } })
  })
})
