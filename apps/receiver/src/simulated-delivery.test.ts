import { createAuthentikSimulator } from '@cowherd/simulators'
import { afterEach, describe, expect, it } from 'vitest'
import { type Listener, listen } from './listener/listen.ts'
import { createKit, SECRET } from './receiver.testkit.ts'

const listeners: Listener[] = []
afterEach(async () => {
  await Promise.all(listeners.splice(0).map((listener) => listener.stop()))
})

const FAST = { timeScale: 0.001 }

async function start(kit: ReturnType<typeof createKit>): Promise<string> {
  const listener = await listen(kit.app, { host: '127.0.0.1', port: 0 })
  listeners.push(listener)
  return `${listener.url}/webhooks/authentik`
}

describe('webhooks as Authentik sends them', () => {
  it('become the scopes of what was changed', async () => {
    const kit = createKit()
    const simulator = createAuthentikSimulator()
    simulator.deliverTo(await start(kit), SECRET, FAST)
    const user = simulator.addUser({ username: 'ada', email: 'ada@example.org' })
    const group = simulator.addGroup({ name: 'team', users: [user] })
    simulator.deleteGroup(group)
    await simulator.webhooksSettled()
    const scopes = kit.stored.map(({ scope, deleted }) => ({ ...scope, ...(deleted && { deleted }) }))
    expect(scopes).toHaveLength(simulator.events().length)
    expect(scopes).toContainEqual({ kind: 'user', id: user })
    expect(scopes).toContainEqual({ kind: 'group', id: group })
    expect(scopes).toContainEqual({ kind: 'group', id: group, deleted: true })
    expect(new Set(kit.stored.map(({ eventId }) => eventId))).toEqual(
      new Set(simulator.events().map(({ pk }) => pk)),
    )
  })

  it('come again after storing failed, until it works', async () => {
    let failures = 2
    const kit = createKit({
      store: async () => {
        failures -= 1
        if (failures >= 0) throw new Error('the queue is away')
      },
    })
    const simulator = createAuthentikSimulator()
    simulator.deliverTo(await start(kit), SECRET, FAST)
    simulator.addGroup({ name: 'team' })
    await simulator.webhooksSettled()
    expect(simulator.deliveries.map(({ status }) => status)).toEqual([503, 503, 202])
  })

  it('without the mapping ask for everything, and the test of the transport for nothing', async () => {
    const kit = createKit()
    const simulator = createAuthentikSimulator()
    simulator.deliverTo(await start(kit), SECRET, { ...FAST, body: 'default' })
    simulator.addGroup({ name: 'team' })
    await simulator.webhooksSettled()
    expect(kit.stored).toMatchObject([{ scope: { kind: 'all' } }])
    expect(await simulator.testWebhook()).toBe(200)
    expect(kit.events.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['stored', 'no-mapping'],
      ['ignored', 'test'],
    ])
  })
})
