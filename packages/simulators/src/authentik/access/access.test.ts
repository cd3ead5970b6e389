import { describe, expect, it } from 'vitest'
import { read } from '../reading.testkit.ts'
import { createAuthentikSimulator } from '../simulator.ts'

describe('tokens', () => {
  it('of the simulator may read groups, users and events and write nothing', async () => {
    const simulator = createAuthentikSimulator()
    for (const path of ['core/groups/', 'core/users/', 'events/events/', 'admin/version/']) {
      expect([path, (await read(simulator, path)).status]).toEqual([path, 200])
    }
    const response = await simulator.fetch('http://authentik.example/api/v3/core/groups/', {
      method: 'POST',
      headers: { Authorization: `Bearer ${simulator.token}` },
      body: JSON.stringify({ name: 'x' }),
    })
    expect(response.status).toBe(403)
  })

  it('for some groups see a short list, 404 for others and 403 for a search among the others', async () => {
    const simulator = createAuthentikSimulator()
    const [seen = '', hidden = ''] = ['seen', 'hidden'].map((name) => simulator.addGroup({ name }))
    simulator.addToken({ token: 'partial', permissions: ['view_group'], objects: [seen] })
    const status = async (path: string) => (await read(simulator, path, 'partial')).status
    const list = (await (await read(simulator, 'core/groups/', 'partial')).json()) as { results: object[] }
    expect(list.results).toMatchObject([{ pk: seen }])
    expect(await status(`core/groups/${hidden}/`)).toBe(404)
    expect(await status('core/groups/?search=hidden')).toBe(403)
    expect(await status('core/groups/?name=hidden')).toBe(200)
  })

  it('of an inactive account are refused as invalid', async () => {
    const simulator = createAuthentikSimulator()
    simulator.addToken({ token: 'inactive', permissions: ['view_group'], active: false })
    const response = await read(simulator, 'core/groups/', 'inactive')
    expect([response.status, await response.json()]).toEqual([403, { detail: 'Token invalid/expired' }])
  })

  it('end at their time', async () => {
    let now = new Date('2026-11-24T08:00:00Z')
    const simulator = createAuthentikSimulator({ clock: () => now })
    const headers = { Authorization: `Bearer ${simulator.adminToken}` }
    const base = 'http://authentik.example/api/v3/core/tokens/'
    await simulator.fetch(base, { method: 'POST', headers, body: JSON.stringify({ identifier: 'short' }) })
    const { key } = (await (await simulator.fetch(`${base}short/view_key/`, { headers })).json()) as {
      key: string
    }
    expect((await read(simulator, 'core/groups/', key)).status).toBe(200)
    now = new Date('2026-11-24T08:30:00Z')
    expect((await read(simulator, 'core/groups/', key)).status).toBe(403)
  })

  it('of members of an ancestor of a superuser group may do everything', async () => {
    const simulator = createAuthentikSimulator()
    const root = simulator.addGroup({ name: 'root', superuser: true })
    const below = simulator.addGroup({ name: 'below', parents: [root] })
    simulator.addToken({ token: 'heir', permissions: [] })
    expect((await read(simulator, 'core/users/', 'heir')).status).toBe(403)
    simulator.addMember(below, simulator.users().at(-1)?.pk ?? 0)
    expect((await read(simulator, 'core/users/', 'heir')).status).toBe(200)
  })
})

describe('answers', () => {
  it('bear the time of the simulator’s clock, refusals and unknown paths too', async () => {
    const simulator = createAuthentikSimulator({ clock: () => new Date('2026-11-24T08:00:00Z') })
    for (const path of ['core/groups/', 'core/nonsense/', 'core/groups/not-a-uuid/']) {
      const { headers } = await read(simulator, path)
      expect(headers.get('date')).toBe('Tue, 24 Nov 2026 08:00:00 GMT')
    }
  })
})
