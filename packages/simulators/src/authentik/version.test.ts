import { describe, expect, it } from 'vitest'
import { read, readPage } from './reading.testkit.ts'
import { createAuthentikSimulator } from './simulator.ts'

/** A child of two parents, one of them with a role, in 2026.8. */
function createFamily() {
  const simulator = createAuthentikSimulator({ version: '2026.8' })
  const upper = simulator.addGroup({ name: 'upper' })
  const other = simulator.addGroup({ name: 'other' })
  const child = simulator.addGroup({ name: 'child', parents: [upper, other] })
  return { simulator, upper, other, child }
}

describe('release lines', () => {
  it('before 2026.8 a page is as large as asked for, and 100 by default', async () => {
    const simulator = createAuthentikSimulator()
    for (let n = 0; n < 120; n += 1) simulator.addGroup({ name: `g${n}` })
    expect((await readPage(simulator, 'page_size=500')).results).toHaveLength(122)
    expect((await readPage(simulator, '')).results).toHaveLength(100)
  })

  it('as 2026.8 a page is cut to 100, and 20 by default', async () => {
    const simulator = createAuthentikSimulator({ version: '2026.8' })
    for (let n = 0; n < 120; n += 1) simulator.addGroup({ name: `g${n}` })
    expect((await readPage(simulator, 'page_size=500')).results).toHaveLength(100)
    expect((await readPage(simulator, '')).results).toHaveLength(20)
  })

  it('as 2026.8 a group has parents and children as ids, and no parent', async () => {
    const { simulator, upper, other, child } = createFamily()
    const group = await (await read(simulator, `core/groups/${child}/`)).json()
    expect(group).toMatchObject({
      parents: [upper, other],
      parents_obj: null,
      children: [],
      children_obj: null,
    })
    expect(group).toHaveProperty('inherited_roles_obj', null)
    expect(group).not.toHaveProperty('parent')
    expect(group).not.toHaveProperty('parent_name')
  })

  it('as 2026.8 related groups are spelt out where asked for', async () => {
    const { simulator, upper, child } = createFamily()
    const path = `core/groups/${upper}/?include_children=true&include_parents=true&include_inherited_roles=true`
    expect(await (await read(simulator, path)).json()).toMatchObject({
      parents_obj: [],
      children: [child],
      children_obj: [{ pk: child, name: 'child', is_superuser: false, attributes: {}, group_uuid: child }],
      inherited_roles_obj: [],
    })
  })

  it('as 2026.8 users tell when they were last changed and can be asked for by that', async () => {
    let now = new Date('2026-11-24T08:00:00Z')
    const simulator = createAuthentikSimulator({ version: '2026.8', clock: () => now })
    const pk = simulator.addUser({ username: 'u', email: '' })
    now = new Date('2026-11-24T09:00:00Z')
    simulator.updateUser(pk, { name: 'changed' })
    const query = 'core/users/?last_updated__gt=2026-11-24T08:30:00Z'
    const body = (await (await read(simulator, query)).json()) as { results: object[] }
    expect(body.results).toMatchObject([{ pk, last_updated: '2026-11-24T09:00:00.000000Z' }])
  })
})
