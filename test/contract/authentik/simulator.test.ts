import { createAuthentikSimulator } from '@cowherd/simulators'
import { describe, expect, it } from 'vitest'
import { createClient, PREFIX } from './client.ts'
import { authentikContract } from './suite.ts'

for (const version of ['2025.6', '2026.8'] as const) {
  authentikContract(`the simulator as ${version}`, async () => {
    const simulator = createAuthentikSimulator({ version })
    return { ...(await simulator.listen()), token: simulator.adminToken }
  })
}

describe('the contract', () => {
  it('refuses a server with groups that it did not make', async () => {
    const simulator = createAuthentikSimulator()
    const server = await simulator.listen()
    const client = createClient({ url: server.url, token: simulator.adminToken })
    await client.addGroup('own')
    await expect(client.requireOwnServer()).resolves.toBeUndefined()
    simulator.addGroup({ name: 'sales' })
    await expect(client.requireOwnServer()).rejects.toThrow('1 groups that this contract did not make')
    await server.close()
  })

  it('removes what it made and nothing else', async () => {
    const simulator = createAuthentikSimulator()
    const server = await simulator.listen()
    const client = createClient({ url: server.url, token: simulator.adminToken })
    const [groups, users] = [simulator.groups(), simulator.users()]
    simulator.addGroup({ name: `not-${PREFIX}` })
    const user = await client.addUser('own')
    await client.request('POST', 'rbac/roles/', { name: `${PREFIX}own` })
    await client.addGroup('own', { users: [user.pk] })
    await client.cleanUp()
    expect((await client.list(`rbac/roles/?search=${PREFIX}`)).results).toEqual([])
    expect(simulator.groups().map(({ name }) => name)).toEqual([
      ...groups.map(({ name }) => name),
      `not-${PREFIX}`,
    ])
    expect(simulator.users()).toEqual(users)
    await server.close()
  })
})
