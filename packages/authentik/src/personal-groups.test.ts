import { personalGroupId } from '@cowherd/directory'
import { describe, expect, it } from 'vitest'
import { altering, connect, createFixture, failureOf, optionsFor, pathsOf } from './fixture.ts'
import { createAuthentikPieces } from './pieces.ts'

type Fixture = ReturnType<typeof createFixture>

const personalGroups = true
const isUserList = (path: string) => /^\/core\/users\/\?(?!search)/.test(path)
const take = ({ simulator }: Pick<Fixture, 'simulator'>, options: Parameters<typeof optionsFor>[1] = {}) =>
  createAuthentikPieces(optionsFor(simulator, { personalGroups, ...options }))

/** A fixture with a robot, and somebody with a name and attributes, who are in no group. */
function populated(version: '2025.6' | '2026.8' = '2026.8') {
  const fixture = createFixture({ version, groups: 4 })
  const { simulator } = fixture
  const robot = simulator.addUser({ username: 'robot', email: 'r@example.org', type: 'service_account' })
  const attributes = { aliases: ['ada', 'a.berg@example.org'] }
  const ada = simulator.addUser({ username: 'ada', name: 'Ada Berg', email: 'ada@example.org', attributes })
  return { ...fixture, robot, ada, attributes }
}

describe.each(['2025.6', '2026.8'] as const)('users as groups of one, of Authentik %s', (version) => {
  it('are all there, beside the groups, over any number of pages', async () => {
    const { simulator, groupIds, userIds, robot, ada, attributes } = populated(version)
    const source = connect(simulator, { personalGroups, pageSize: 3 })
    const { directory } = await source.readDirectory()
    for (const id of [...userIds, robot, ada]) {
      expect(directory.groups.get(personalGroupId(id))).toMatchObject({ members: [id], parents: [] })
    }
    expect(directory.groups.get(personalGroupId(ada))).toMatchObject({ name: 'ada', attributes })
    expect(directory.users.get(ada)).toMatchObject({ name: 'Ada Berg', attributes, serviceAccount: false })
    expect(directory.users.get(robot)).toMatchObject({ serviceAccount: true })
    expect(groupIds.every((id) => directory.groups.has(id))).toBe(true)
    const pages = pathsOf(simulator).filter(isUserList)
    expect(pages.length).toBe(Math.ceil(directory.users.size / 3))
  })

  it('are by piece what they are in the whole, each asked for once', async () => {
    const fixture = populated(version)
    const [group = ''] = fixture.groupIds
    const ids = [group, ...[fixture.ada, fixture.robot, fixture.userIds[0] ?? 0].map(personalGroupId)]
    const pieces = take(fixture)
    const { groups, users, missing } = await pieces.readGroups([...ids, ...ids])
    const asked = pathsOf(fixture.simulator).filter((path) => /\/core\/users\/\d+\//.test(path))
    expect(asked).toHaveLength(3)
    const { directory } = await pieces.readDirectory()
    for (const one of groups.slice(1)) expect(one).toEqual(directory.groups.get(one.id))
    for (const user of users) expect(user).toEqual(directory.users.get(user.id))
    expect([groups.map(({ id }) => id).sort(), missing]).toEqual([[...ids].sort(), new Set()])
  })

  it('are among the groups of a user, also of one who is in no other', async () => {
    const fixture = populated(version)
    const [user = 0] = fixture.userIds
    const pieces = take(fixture)
    expect(await pieces.groupsOfUser(fixture.ada)).toEqual([personalGroupId(fixture.ada)])
    expect((await pieces.groupsOfUser(user))?.at(-1)).toBe(personalGroupId(user))
    expect(await take(fixture, { personalGroups: false }).groupsOfUser(fixture.ada)).toEqual([])
  })

  it('are missing once the user is gone and it is proven that all users can be seen', async () => {
    const fixture = populated(version)
    fixture.simulator.deleteUser(fixture.ada)
    const gone = personalGroupId(fixture.ada)
    const there = personalGroupId(fixture.robot)
    const pieces = take(fixture)
    expect((await pieces.readGroups([gone, there])).missing).toEqual(new Set([gone]))
    expect(await pieces.groupsOfUser(fixture.ada)).toBeUndefined()
    const source = connect(fixture.simulator, { personalGroups })
    expect(await source.missingGroups([gone, there])).toEqual(new Set([gone]))
    const proofs = pathsOf(fixture.simulator).filter((path) => path.startsWith('/core/users/?search='))
    expect(proofs).toHaveLength(3)
  })
})

describe('users as groups of one', () => {
  it('are not read without being asked for', async () => {
    const { simulator, ada } = populated()
    const source = connect(simulator, { serviceAccounts: 'include' })
    const { directory } = await source.readDirectory()
    expect([...directory.groups.keys()].filter((id) => id.startsWith('user-'))).toEqual([])
    expect(directory.users.has(ada)).toBe(false)
    expect(pathsOf(simulator).filter((path) => path.startsWith('/core/users/'))).toEqual([])
  })

  it('are not missing where the users cannot all be seen', async () => {
    const fixture = populated()
    fixture.simulator.faults.add({
      kind: 'no-permission',
      times: Number.POSITIVE_INFINITY,
      matches: ({ path }) => path.includes('search='),
    })
    const ids = [personalGroupId(4711)]
    for (const read of [
      () => take(fixture).readGroups(ids),
      () => connect(fixture.simulator, { personalGroups }).missingGroups(ids),
    ]) {
      expect(await failureOf(read())).toMatchObject({ code: 'no-permission' })
    }
  })

  it('need the permission to see users, and the message says what for', async () => {
    const fixture = populated()
    fixture.simulator.addToken({ token: 'weak-token', permissions: ['view_group'] })
    const weak = { token: 'weak-token', personalGroups }
    for (const read of [
      () => connect(fixture.simulator, weak).readDirectory(),
      () => take(fixture, weak).readGroups([personalGroupId(fixture.ada)]),
      () => take(fixture, weak).groupsOfUser(fixture.ada),
    ]) {
      const error = await failureOf(read())
      expect(error).toMatchObject({ code: 'no-permission', status: 403 })
      expect(error.message).toMatch(/view_user.*kind: user/)
      expect(error.message).not.toContain('COWHERD_SERVICE_ACCOUNTS')
    }
  })

  it.each([
    ['404', async () => new Response('page not found', { status: 404 })],
    ['404 as JSON', async () => Response.json({ detail: 'no such path' }, { status: 404 })],
  ])('are not missing where somebody else than Authentik answers %s', async (_, answer) => {
    const fixture = populated()
    const fetch: typeof globalThis.fetch = (input, init) =>
      String(input).includes('/core/users/7/') ? answer() : fixture.simulator.fetch(input, init)
    const ids = [personalGroupId(7)]
    for (const read of [
      () => take(fixture, { fetch }).readGroups(ids),
      () => connect(fixture.simulator, { personalGroups, fetch }).missingGroups(ids),
    ]) {
      expect(await failureOf(read())).toMatchObject({ code: 'bad-answer', status: 404 })
    }
  })

  it('are an error where another user came than was asked for', async () => {
    const fixture = populated()
    const fetch = altering(fixture.simulator.fetch, (body) => ({ ...body, pk: 4711 }))
    const reading = take(fixture, { fetch }).readGroups([personalGroupId(fixture.ada)])
    expect(await failureOf(reading)).toMatchObject({ code: 'bad-answer' })
  })

  it('are an error where the list of users does not add up, and where a page of it has gone', async () => {
    const { simulator } = populated()
    const short = altering(simulator.fetch, (body, { pathname, searchParams }) =>
      pathname.endsWith('/core/users/') && searchParams.get('page') === '2'
        ? { ...body, results: body.results.slice(1) }
        : undefined,
    )
    const reading = connect(simulator, { personalGroups, pageSize: 3, fetch: short }).readDirectory()
    expect(await failureOf(reading)).toMatchObject({ code: 'not-whole' })
    const gone: typeof globalThis.fetch = async (input, init) => {
      const { pathname, searchParams } = new URL(String(input))
      return pathname.endsWith('/core/users/') && searchParams.get('page') === '2'
        ? Response.json({ detail: 'Invalid page.' }, { status: 404 })
        : simulator.fetch(input, init)
    }
    const other = connect(simulator, { personalGroups, pageSize: 3, fetch: gone }).readDirectory()
    expect((await failureOf(other)).message).toMatch(/page 2 of the users was announced and has gone/)
  })

  it('are read once more where a service account in a group was missed, which would look like a person', async () => {
    const { simulator, groupIds, robot } = populated()
    simulator.addMember(groupIds[0] ?? '', robot)
    let lists = 0
    const fetch = altering(simulator.fetch, (body, url) => {
      if (!url.pathname.endsWith('/core/users/') || url.searchParams.has('search')) return undefined
      lists += 1
      const results = body.results.filter(({ pk }: { pk: number }) => lists > 1 || pk !== robot)
      return { pagination: { ...body.pagination, count: results.length }, results }
    })
    const { directory } = await connect(simulator, { personalGroups, fetch }).readDirectory()
    expect(directory.users.get(robot)).toMatchObject({ serviceAccount: true })
    expect(lists).toBe(2)
  })
})
