import type { StoredScope } from '@cowherd/queue'
import { createReceiver, type ReceiverEvent } from '@cowherd/receiver'
import { describe, expect, it } from 'vitest'
import { createSetupKit, versions } from './authentik.testkit.ts'
import { findByName } from './objects/read.ts'
import { testTransport } from './transport-test.ts'

const secret = 'secret-of-the-tests-0123456789'

async function openDelivery(version: (typeof versions)[number]) {
  const kit = createSetupKit({ version })
  const stored: StoredScope[] = []
  const events: ReceiverEvent[] = []
  const app = createReceiver({
    secrets: [secret],
    store: async (scopes) => void stored.push(...scopes),
    onEvent: (event) => events.push(event),
    ready: async () => {},
    now: () => 0,
    log: () => {},
  })
  await kit.setUp({ acceptedSecrets: [secret] })
  const fetch: typeof globalThis.fetch = async (input, init) => app.request(new Request(input, init))
  kit.simulator.deliverAsConfigured({ fetch, timeScale: 0.001 })
  const transport = await findByName(kit.api, { kind: 'transport', name: 'cowherd-main-webhook' })
  return { ...kit, stored, events, transport: String(transport?.id) }
}

describe.each(versions)('what is set up in Authentik %s', (version) => {
  it('sends each change of a group or a user once, in a body that the receiver understands', async () => {
    const { simulator, stored, events } = await openDelivery(version)
    const user = simulator.addUser({ username: 'alice', email: 'alice@example.org' })
    const group = simulator.addGroup({ name: 'team' })
    simulator.addMember(group, user)
    simulator.deleteGroup(group)
    simulator.deleteUser(user)
    await simulator.webhooksSettled()
    expect(events.map(({ outcome, reason }) => [outcome, reason])).toEqual(
      Array(simulator.deliveries.length).fill(['stored', undefined]),
    )
    const seen = stored.map(({ scope, deleted }) => `${JSON.stringify(scope)} ${deleted ?? false}`)
    for (const deleted of [false, true]) {
      expect(seen).toContain(`${JSON.stringify({ kind: 'group', id: group })} ${deleted}`)
      expect(seen).toContain(`${JSON.stringify({ kind: 'user', id: user })} ${deleted}`)
    }
    expect(new Set(stored.map(({ eventId }) => eventId)).size).toBe(stored.length)
    simulator.stopWebhooks()
  })

  it('can be tested, which the receiver takes and keeps apart', async () => {
    const { api, transport, events, stored, simulator } = await openDelivery(version)
    expect(await testTransport(api, transport)).toEqual({ arrived: true })
    expect(events).toMatchObject([{ outcome: 'ignored', reason: 'test' }])
    expect(stored).toEqual([])
    simulator.stopWebhooks()
  })

  it('tells by its test that a webhook does not arrive', async () => {
    const { api, transport, byHand, simulator } = await openDelivery(version)
    const headers = await findByName(api, { kind: 'mapping', name: 'cowherd-main-headers' })
    await byHand('PATCH', `/propertymappings/notification/${headers?.id}/`, { expression: 'return {}' })
    const test = await testTransport(api, transport)
    expect(test).toMatchObject({ arrived: false, reason: expect.stringContaining('401') })
    await byHand('DELETE', `/events/transports/${transport}/`)
    expect(await testTransport(api, transport)).toMatchObject({ arrived: false })
    simulator.stopWebhooks()
  })
})
