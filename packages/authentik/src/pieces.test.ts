import { describe, expect, it } from 'vitest'
import { altering, createFixture, failureOf, optionsFor, pathsOf } from './fixture.ts'
import { createAuthentikPieces } from './pieces.ts'

const unknown = '11111111-1111-4111-8111-111111111111'
type Fixture = ReturnType<typeof createFixture>

const take = ({ simulator }: Pick<Fixture, 'simulator'>, options: Parameters<typeof optionsFor>[1] = {}) =>
  createAuthentikPieces(optionsFor(simulator, options))
const page = (status: number) => async () =>
  new Response('<html>Login</html>', { status, headers: { 'Content-Type': 'text/html; charset=utf-8' } })

describe.each(['2025.6', '2026.8'] as const)('pieces of Authentik %s', (version) => {
  it('are what a reading of the whole says of the same groups and people', async () => {
    const fixture = createFixture({ version, groups: 5 })
    const { simulator, groupIds } = fixture
    const [root = '', nested = ''] = groupIds
    const robot = simulator.addUser({ username: 'robot', email: 'r@example.org', type: 'service_account' })
    simulator.updateGroup(nested, { parents: [root], attributes: { cowherd: { enabled: true } } })
    simulator.addMember(nested, robot)
    const pieces = take(fixture)
    const { groups, users, missing } = await pieces.readGroups(groupIds)
    const { directory } = await pieces.readDirectory()
    expect(groups.find(({ id }) => id === nested)).toMatchObject({ parents: [root] })
    expect(users.filter(({ serviceAccount }) => serviceAccount).map(({ id }) => id)).toEqual([robot])
    const members = (list: readonly number[]) => [...list].sort((a, b) => a - b)
    expect(groups.map((group) => ({ ...group, members: members(group.members) }))).toEqual(
      groupIds.map((id) => directory.groups.get(id)),
    )
    for (const user of users) expect(user).toEqual(directory.users.get(user.id))
    expect(missing).toEqual(new Set())
  })

  it('are found by an id in any form, each asked for once', async () => {
    const fixture = createFixture({ version, groups: 1 })
    const [id = ''] = fixture.groupIds
    const forms = [id, id.toUpperCase(), id.replaceAll('-', '')]
    const { groups } = await take(fixture, { serviceAccounts: 'include' }).readGroups(forms)
    expect(groups.map((group) => group.id)).toEqual([id])
    expect(pathsOf(fixture.simulator)).toEqual([`/core/groups/${id}/?include_users=true`])
  })

  it('tell which groups a user is in, and that there is none', async () => {
    const fixture = createFixture({ version, groups: 3 })
    const { simulator, userIds, groupIds } = fixture
    const alone = simulator.addUser({ username: 'alone', email: 'alone@example.org' })
    const gone = simulator.addUser({ username: 'gone', email: 'gone@example.org' })
    simulator.deleteUser(gone)
    const pieces = take(fixture)
    expect(await pieces.groupsOfUser(userIds[0] ?? 0)).toEqual([groupIds[0]])
    expect(await pieces.groupsOfUser(alone)).toEqual([])
    expect(await pieces.groupsOfUser(gone)).toBeUndefined()
    expect(pathsOf(simulator)[0]).toBe(`/core/users/${userIds[0]}/?include_groups=false`)
  })
})

describe('a group that is not found', () => {
  it('is missing once it is proven that all groups can be seen', async () => {
    const fixture = createFixture({ groups: 1 })
    const { groups, missing } = await take(fixture).readGroups([unknown, ...fixture.groupIds])
    expect([groups.length, missing]).toEqual([1, new Set([unknown])])
    expect(pathsOf(fixture.simulator)).toContain('/core/groups/?search=no-such-name&page_size=1')
  })

  it('is not missing where the token may see only some', async () => {
    const fixture = createFixture({ groups: 2 })
    const [visible = '', hidden = ''] = fixture.groupIds
    fixture.simulator.addToken({ token: 'partial-token', permissions: ['view_group'], objects: [visible] })
    const pieces = take(fixture, { token: 'partial-token' })
    expect(await failureOf(pieces.readGroups([hidden]))).toMatchObject({ code: 'no-permission', final: true })
  })

  it('is not missing where somebody else than Authentik says so', async () => {
    for (const fetch of [
      page(404),
      async () => Response.json({ detail: 'no such path' }, { status: 404 }),
      async () => new Response('page not found', { status: 404 }),
    ]) {
      const error = await failureOf(take(createFixture(), { fetch }).readGroups([unknown]))
      expect(error).toMatchObject({ code: 'bad-answer', status: 404 })
      expect(error.message).toContain('AK_BASE')
    }
  })
})

describe('a user who is not found', () => {
  it('is gone once it is proven that all users can be seen', async () => {
    const fixture = createFixture()
    await take(fixture).groupsOfUser(4711)
    expect(pathsOf(fixture.simulator)).toEqual([
      '/core/users/4711/?include_groups=false',
      '/core/users/?search=no-such-name&page_size=1',
    ])
  })

  it('is not gone where somebody else than Authentik says so of that user alone', async () => {
    for (const answer of [
      page(404),
      async () => Response.json({ detail: 'no such path' }, { status: 404 }),
      async () => new Response('page not found', { status: 404 }),
    ]) {
      const fixture = createFixture()
      const fetch: typeof globalThis.fetch = (input, init) =>
        String(input).includes('/core/users/7/') ? answer() : fixture.simulator.fetch(input, init)
      const error = await failureOf(take(fixture, { fetch }).groupsOfUser(7))
      expect(error).toMatchObject({ code: 'bad-answer', status: 404 })
    }
  })

  it('is not gone where the users cannot all be seen', async () => {
    const fixture = createFixture()
    const { simulator } = fixture
    const matches = ({ path }: { path: string }) => path.includes('search=')
    simulator.faults.add({ kind: 'no-permission', matches })
    expect(await failureOf(take(fixture).groupsOfUser(4711))).toMatchObject({ code: 'no-permission' })
  })
})

describe('a missing permission', () => {
  it('to see groups is named', async () => {
    const fixture = createFixture({ groups: 1 })
    fixture.simulator.addToken({ token: 'weak-token', permissions: [] })
    const error = await failureOf(take(fixture, { token: 'weak-token' }).readGroups(fixture.groupIds))
    expect(error).toMatchObject({ side: 'source', code: 'no-permission', status: 403 })
    expect(error.message).toMatch(/AK_TOKEN.*view_group/)
  })

  it('to see users is named, for one user and for the accounts in groups', async () => {
    const fixture = createFixture({ groups: 1 })
    fixture.simulator.addToken({ token: 'weak-token', permissions: ['view_group'] })
    const pieces = take(fixture, { token: 'weak-token' })
    for (const read of [
      () => pieces.groupsOfUser(fixture.userIds[0] ?? 0),
      () => pieces.readGroups(fixture.groupIds),
    ]) {
      const error = await failureOf(read())
      expect(error).toMatchObject({ code: 'no-permission', status: 403 })
      expect(error.message).toMatch(/view_user.*COWHERD_SERVICE_ACCOUNTS=include/)
    }
  })

  it('to see users does not matter where service accounts are included', async () => {
    const fixture = createFixture({ groups: 1 })
    fixture.simulator.addToken({ token: 'weak-token', permissions: ['view_group'] })
    const pieces = take(fixture, { token: 'weak-token', serviceAccounts: 'include' })
    expect((await pieces.readGroups(fixture.groupIds)).users).toHaveLength(2)
  })
})

describe('pieces that are not whole', () => {
  it.each([
    ['bad-token', 'bad-token'],
    ['no-permission', 'no-permission'],
    ['empty-200', 'bad-answer'],
    ['html-500', 'server-error'],
    ['restarting', 'server-error'],
    ['drop-before', 'unreachable'],
  ] as const)('because of the fault %s are an error', async (kind, code) => {
    const fixture = createFixture({ groups: 3 })
    fixture.simulator.faults.add({ kind, times: Number.POSITIVE_INFINITY })
    const pieces = take(fixture, { patienceMs: 20 })
    for (const read of [
      () => pieces.readGroups(fixture.groupIds),
      () => pieces.groupsOfUser(fixture.userIds[0] ?? 0),
      () => pieces.readDirectory(),
    ]) {
      expect((await failureOf(read())).code).toBe(code)
    }
  })

  it('because something else came are an error', async () => {
    const fixture = createFixture({ groups: 1 })
    const pieces = take(fixture, { fetch: altering(fixture.simulator.fetch, () => ({ results: 'none' })) })
    for (const read of [
      () => pieces.readGroups(fixture.groupIds),
      () => pieces.groupsOfUser(fixture.userIds[0] ?? 0),
      () => pieces.readDirectory(),
    ]) {
      expect((await failureOf(read())).code).toBe('bad-answer')
    }
  })

  it('because HTML came are an error', async () => {
    const pieces = take(createFixture(), { fetch: page(200), patienceMs: 20 })
    for (const read of [
      () => pieces.readGroups([unknown]),
      () => pieces.groupsOfUser(7),
      () => pieces.readDirectory(),
    ]) {
      const error = await failureOf(read())
      expect(error.code).toBe('server-error')
      expect(error.message).toContain('AK_BASE')
    }
  })

  it('because a member came without name and address are an error', async () => {
    const fixture = createFixture({ groups: 1 })
    const fetch = altering(fixture.simulator.fetch, (body) =>
      body.users_obj ? { ...body, users_obj: body.users_obj.slice(1) } : undefined,
    )
    const error = await failureOf(take(fixture, { fetch }).readGroups(fixture.groupIds))
    expect(error).toMatchObject({ code: 'not-whole' })
    expect(error.message).toContain('1 members of group')
  })

  it('because another group came than was asked for are an error', async () => {
    const fixture = createFixture({ groups: 2 })
    const fetch = altering(fixture.simulator.fetch, (body) => ({ ...body, pk: fixture.groupIds[1] }))
    const reading = take(fixture, { fetch }).readGroups(fixture.groupIds.slice(0, 1))
    expect(await failureOf(reading)).toMatchObject({ code: 'bad-answer' })
  })

  it('because a group says nothing of its parents are an error', async () => {
    const fixture = createFixture({ groups: 1 })
    const fetch = altering(fixture.simulator.fetch, ({ parent: _, ...body }) => body)
    expect(await failureOf(take(fixture, { fetch }).readGroups(fixture.groupIds))).toMatchObject({
      code: 'bad-answer',
    })
  })
})

describe('what is asked for', () => {
  it.each(['no-uuid', '../users', 'a?b=c', 'a/b', ''])('by the id %j leads nowhere else', async (id) => {
    const fixture = createFixture()
    expect((await failureOf(take(fixture).readGroups([id]))).code).toBe('bad-answer')
    const paths = pathsOf(fixture.simulator)
    expect(paths).toEqual([`/core/groups/${encodeURIComponent(id)}/?include_users=true`])
  })

  it('is nothing where no group is', async () => {
    const fixture = createFixture()
    expect(await take(fixture).readGroups([])).toEqual({ groups: [], users: [], missing: new Set() })
    expect(fixture.simulator.requests).toEqual([])
  })

  it('are no accounts where nobody is in the groups', async () => {
    const fixture = createFixture()
    const empty = fixture.simulator.addGroup({ name: 'empty' })
    await take(fixture).readGroups([empty])
    expect(pathsOf(fixture.simulator)).toEqual([`/core/groups/${empty}/?include_users=true`])
  })

  it('are the accounts of a hundred groups at a time, so that no proxy finds the address too long', async () => {
    const fixture = createFixture({ groups: 120 })
    const last = fixture.groupIds.at(-1) ?? ''
    const robot = fixture.simulator.addUser({
      username: 'robot',
      email: 'r@example.org',
      type: 'service_account',
      groups: [last],
    })
    const { users } = await take(fixture).readGroups(fixture.groupIds)
    const questions = pathsOf(fixture.simulator).filter((path) => path.startsWith('/core/users/'))
    expect(questions.map((path) => path.split('groups_by_pk=').length - 1)).toEqual([100, 20])
    for (const path of questions) expect(path.length).toBeLessThan(8_000)
    expect(users.filter(({ serviceAccount }) => serviceAccount).map(({ id }) => id)).toEqual([robot])
  })
})
