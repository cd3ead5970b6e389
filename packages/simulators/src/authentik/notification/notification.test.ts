import { describe, expect, it } from 'vitest'
import { createAuthentikSimulator } from '../simulator.ts'

function open() {
  const simulator = createAuthentikSimulator()
  const call = async (method: string, path: string, body?: object, token = simulator.adminToken) => {
    const response = await simulator.fetch(`http://authentik.example/api/v3/${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}` },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('Content-Type')?.includes('json')
    return { status: response.status, body: isJson ? JSON.parse(text) : text }
  }
  return { simulator, call }
}

describe('objects about notifications', () => {
  it.each([
    'propertymappings/notification/',
    'events/transports/',
    'events/rules/',
    'policies/event_matcher/',
  ])('%s are a superuser’s alone, have unique names and are found by them', async (path) => {
    const { simulator, call } = open()
    const fields = { name: 'one', expression: 'return {}', action: 'login' }
    const { status, body } = await call('POST', path, fields)
    expect(status).toBe(201)
    expect(await call('POST', path, fields)).toEqual({
      status: 400,
      body: { name: ['This field must be unique.'] },
    })
    await call('POST', path, { ...fields, name: 'two' })
    expect((await call('GET', `${path}?name=one`)).body.results).toEqual([body])
    expect((await call('GET', path, undefined, simulator.token)).status).toBe(403)
    expect((await call('DELETE', `${path}${body.pk}/`)).status).toBe(204)
    expect((await call('GET', `${path}${body.pk}/`)).status).toBe(404)
  })

  it('refer to nothing once what they refer to is gone, and bindings go with their rule and their policy', async () => {
    const { simulator, call } = open()
    const group = simulator.addGroup({ name: 'team' })
    const make = async (path: string, fields: object) => (await call('POST', path, fields)).body.pk as string
    const mapping = await make('propertymappings/notification/', { name: 'm', expression: 'return {}' })
    const fields = { name: 't', mode: 'webhook', webhook_url: 'http://x.test', webhook_mapping_body: mapping }
    const transport = await make('events/transports/', fields)
    const rule = await make('events/rules/', { name: 'r', transports: [transport], destination_group: group })
    const policies = await Promise.all(
      ['a', 'b'].map((name) => make('policies/event_matcher/', { name, action: 'login' })),
    )
    for (const policy of policies) await make('policies/bindings/', { policy, target: rule, order: 0 })
    await call('DELETE', `propertymappings/notification/${mapping}/`)
    expect((await call('GET', `events/transports/${transport}/`)).body.webhook_mapping_body).toBeNull()
    await call('DELETE', `events/transports/${transport}/`)
    simulator.deleteGroup(group)
    expect((await call('GET', `events/rules/${rule}/`)).body).toMatchObject({
      ...{ transports: [], destination_group: null },
    })
    const bound = async () => (await call('GET', `policies/bindings/?target=${rule}`)).body.results.length
    await call('DELETE', `policies/event_matcher/${policies[0]}/`)
    expect(await bound()).toBe(1)
    await call('DELETE', `events/rules/${rule}/`)
    expect((await call('GET', 'policies/bindings/')).body.results).toEqual([])
  })

  it('are refused where they cannot be: a transport without address, a matcher for the app events come from', async () => {
    const { call } = open()
    expect(await call('POST', 'events/transports/', { name: 't', mode: 'webhook' })).toEqual({
      status: 400,
      body: { webhook_url: ['Webhook URL may not be empty.'] },
    })
    const app = 'authentik.events.middleware'
    expect(await call('POST', 'policies/event_matcher/', { name: 'm', action: 'login', app })).toEqual({
      status: 400,
      body: { app: [`"${app}" is not a valid choice.`] },
    })
    expect(await call('POST', 'policies/event_matcher/', { name: 'm' })).toEqual({ status: 405, body: '' })
  })
})
