import { describe, expect, it } from 'vitest'
import { altering, connect, createFixture, failureOf, pathsOf } from './fixture.ts'

const versions = ['2025.6', '2026.8'] as const

describe.each(versions)('a reading of Authentik %s', (version) => {
  it('has every group with its members, parents and attributes', async () => {
    const { simulator, userIds, source } = createFixture({ version })
    const [anna = 0, ben = 0] = userIds
    const attributes = { cowherd: { alias: ['a', 1, null] }, constructor: 'kept', note: 'ü' }
    const parent = simulator.addGroup({ name: 'Parent', users: [ben, anna], superuser: true })
    const child = simulator.addGroup({ name: 'child 🐄', parents: [parent], attributes })
    const { directory } = await source.readDirectory()
    expect(directory.groups.get(parent)).toEqual({
      id: parent,
      name: 'Parent',
      superuser: true,
      parents: [],
      members: [anna, ben].sort((a, b) => a - b),
      attributes: {},
    })
    expect(directory.groups.get(child)).toMatchObject({ name: 'child 🐄', parents: [parent], attributes })
    expect(directory.children.get(parent)).toEqual([child])
    expect(directory.groups.size).toBe(simulator.groups().length)
  })

  it('has 1,030 groups over 11 pages, each once', async () => {
    const { simulator, source } = createFixture({ version, groups: 1028 })
    const { directory } = await source.readDirectory()
    expect(directory.groups.size).toBe(1030)
    expect([...directory.groups.keys()]).toEqual(
      simulator
        .groups()
        .map((group) => group.id)
        .sort(),
    )
    const pages = pathsOf(simulator).filter((path) => path.includes('include_users=true'))
    expect(pages).toHaveLength(11)
  })

  it('accepts groups nested in a circle', async () => {
    const { simulator, source } = createFixture({ version })
    const first = simulator.addGroup({ name: 'first' })
    const second = simulator.addGroup({ name: 'second', parents: [first] })
    simulator.updateGroup(first, { parents: [second] })
    const { directory } = await source.readDirectory()
    expect(directory.groups.get(first)?.parents).toEqual([second])
  })
})

describe('a reading', () => {
  it('has several parents, which 2026.8 allows', async () => {
    const { simulator, source } = createFixture({ version: '2026.8' })
    const parents = ['a', 'b'].map((name) => simulator.addGroup({ name })).sort()
    const child = simulator.addGroup({ name: 'child', parents })
    const { directory } = await source.readDirectory()
    expect(directory.groups.get(child)?.parents).toEqual(parents)
  })

  it('has users as they are: inactive, without address, in any case', async () => {
    const { simulator, source } = createFixture()
    const users = [
      simulator.addUser({ username: 'gone', name: 'Gone', email: 'Gone@Example.org', active: false }),
      simulator.addUser({ username: 'bare', email: '' }),
    ]
    simulator.addGroup({ name: 'group', users })
    const { directory } = await source.readDirectory()
    expect(directory.users.get(users[0] ?? 0)).toEqual({
      id: users[0],
      username: 'gone',
      attributes: {},
      name: 'Gone',
      email: 'Gone@Example.org',
      active: false,
      serviceAccount: false,
    })
    expect(directory.users.get(users[1] ?? 0)).toMatchObject({ email: '', active: true })
  })

  it('has ids in one form, however they are written', async () => {
    const { simulator, groupIds } = createFixture({ groups: 1 })
    const compact = (text: string) => text.replaceAll('-', '').toUpperCase()
    const fetch = altering(simulator.fetch, (body, url) => {
      if (!url.pathname.endsWith('/groups/')) return undefined
      for (const group of body.results) group.pk = compact(group.pk)
      return body
    })
    const { directory } = await connect(simulator, { fetch }).readDirectory()
    expect([...directory.groups.keys()]).toContain(groupIds[0])
  })

  it('takes a user who changed between two pages as on the later one', async () => {
    const { simulator, userIds } = createFixture({ groups: 4 })
    const fetch = altering(simulator.fetch, (body, url) => {
      if (url.searchParams.get('include_users') !== 'true') return undefined
      for (const group of body.results) {
        for (const user of group.users_obj) user.name = `page ${url.searchParams.get('page')}`
      }
      return body
    })
    const groups = [...simulator.groups()].sort((a, b) => (a.id < b.id ? -1 : 1))
    const last = groups.findLastIndex((group) => group.users.includes(userIds[0] ?? 0)) + 1
    const { directory } = await connect(simulator, { fetch, pageSize: 1 }).readDirectory()
    expect(directory.users.get(userIds[0] ?? 0)?.name).toBe(`page ${last}`)
  })

  it('of no groups at all is whole', async () => {
    const { simulator, source } = createFixture()
    for (const group of simulator.groups()) simulator.deleteGroup(group.id)
    const { directory } = await source.readDirectory()
    expect(directory.groups.size).toBe(0)
  })

  it('tells the time of the server', async () => {
    const clock = () => new Date('2026-11-24T12:00:00Z')
    const { serverTime } = await createFixture({ clock }).source.readDirectory()
    expect(serverTime).toEqual(clock())
  })

  it('tells how it gets on, up to the last page', async () => {
    const { simulator } = createFixture({ groups: 8 })
    const progress: [number, number][] = []
    await connect(simulator, { pageSize: 5 }).readDirectory((done, total) => progress.push([done, total]))
    expect(progress).toEqual([
      [1, 4],
      [2, 4],
      [3, 4],
      [4, 4],
    ])
  })

  it('asks for pages of 100 in an order that does not change, and for each twice', async () => {
    const { simulator, source } = createFixture({ groups: 150 })
    await source.readDirectory()
    const group = (users: boolean, page: number) =>
      `/core/groups/?ordering=pk&include_users=${users}&page_size=100&page=${page}`
    const account =
      '/core/users/?type=service_account&type=internal_service_account&include_groups=false&ordering=pk&page_size=100&page=1'
    expect(pathsOf(simulator)).toEqual([
      '/core/groups/?search=no-such-name&page_size=1',
      group(true, 1),
      group(true, 2),
      '/core/users/?search=no-such-name&page_size=1',
      account,
      account,
      group(false, 1),
      group(false, 2),
      '/core/groups/?search=no-such-name&page_size=1',
    ])
  })

  it('asks for each page once where all groups that runs know are told, and for those of them that are gone', async () => {
    const { simulator, groupIds, source } = createFixture({ groups: 150 })
    const [gone = ''] = groupIds
    simulator.silently(() => simulator.deleteGroup(gone))
    const { directory } = await source.readDirectory(undefined, new Set([...groupIds, 'user-7']))
    expect(directory.groups.size).toBe(simulator.groups().length)
    const lists = pathsOf(simulator).filter((path) => path.includes('/core/groups/?ordering'))
    expect(lists).toHaveLength(2)
    expect(pathsOf(simulator)).toContain(`/core/groups/${gone}/?include_users=false`)
  })

  it('asks for each page twice where more of the known groups are gone than there are pages', async () => {
    const { simulator, groupIds, source } = createFixture({ groups: 150 })
    const [one = '', another = ''] = groupIds
    simulator.silently(() => {
      simulator.deleteGroup(one)
      simulator.deleteGroup(another)
    })
    await source.readDirectory(undefined, new Set(groupIds))
    const single = pathsOf(simulator).filter((path) => /groups\/[0-9a-f]/.test(path))
    expect(single).toEqual([])
    expect(pathsOf(simulator).filter((path) => path.includes('include_users=false'))).toHaveLength(2)
  })

  it('has no more requests under way than allowed', async () => {
    let underWay = 0
    let most = 0
    const { simulator } = createFixture({ groups: 30, delayMs: () => 2 })
    const fetch: typeof globalThis.fetch = async (input, init) => {
      underWay += 1
      most = Math.max(most, underWay)
      try {
        return await simulator.fetch(input, init)
      } finally {
        underWay -= 1
      }
    }
    await connect(simulator, { fetch, pageSize: 2, concurrency: 3 }).readDirectory()
    expect(most).toBe(3)
  })

  it('reports each request, without the token', async () => {
    const { simulator } = createFixture()
    const records: unknown[] = []
    await connect(simulator, { onRequest: (record) => records.push(record) }).readDirectory()
    expect(records).toHaveLength(simulator.requests.length)
    expect(JSON.stringify(records)).not.toContain(simulator.token)
  })
})

describe('service accounts', () => {
  it.each(['service_account', 'internal_service_account'] as const)('of type %s are marked', async (type) => {
    const { simulator, userIds, source } = createFixture()
    const robot = simulator.addUser({ username: 'robot', email: 'robot@example.org', type })
    const [person = 0] = userIds
    simulator.addGroup({ name: 'group', users: [robot, person] })
    const { directory } = await source.readDirectory()
    expect(directory.users.get(robot)?.serviceAccount).toBe(true)
    expect(directory.users.get(person)?.serviceAccount).toBe(false)
  })

  it('are read page by page', async () => {
    const { simulator } = createFixture()
    const robots = Array.from({ length: 7 }, (_, index) =>
      simulator.addUser({ username: `robot-${index}`, email: '', type: 'service_account' }),
    )
    simulator.addGroup({ name: 'group', users: robots })
    const { directory } = await connect(simulator, { pageSize: 3 }).readDirectory()
    expect(robots.map((robot) => directory.users.get(robot)?.serviceAccount)).toEqual(robots.map(() => true))
  })

  it('are people, and not asked for, where they are included', async () => {
    const { simulator } = createFixture()
    const robot = simulator.addUser({ username: 'robot', email: '', type: 'service_account' })
    simulator.addGroup({ name: 'group', users: [robot] })
    const { directory } = await connect(simulator, { serviceAccounts: 'include' }).readDirectory()
    expect(directory.users.get(robot)?.serviceAccount).toBe(false)
    expect(pathsOf(simulator).filter((path) => path.startsWith('/core/users/'))).toEqual([])
  })

  it('are not believed where the filter was not obeyed', async () => {
    const { simulator } = createFixture()
    const fetch = altering(simulator.fetch, (body, url) => {
      if (!url.searchParams.has('type')) return undefined
      body.results[0].type = 'internal'
      return body
    })
    const error = await failureOf(connect(simulator, { fetch }).readDirectory())
    expect(error.code).toBe('bad-answer')
    expect(error.message).toContain('results.0.type')
  })
})
