import { describe, expect, it } from 'vitest'
import { altering, connect, createFixture, failureOf, pathsOf } from './fixture.ts'

const unknown = '11111111-1111-4111-8111-111111111111'

describe.each(['2025.6', '2026.8'] as const)('missing groups of Authentik %s', (version) => {
  it('are those that the server does not have, asked one by one', async () => {
    const { simulator, groupIds, source } = createFixture({ version, groups: 3 })
    const [gone = '', ...left] = groupIds
    simulator.deleteGroup(gone)
    expect(await source.missingGroups([gone, unknown, ...left])).toEqual(new Set([gone, unknown]))
  })

  it('are named as they were asked for', async () => {
    const { groupIds, source } = createFixture({ version, groups: 1 })
    const compact = unknown.replaceAll('-', '')
    const there = (groupIds[0] ?? '').replaceAll('-', '').toUpperCase()
    expect(await source.missingGroups([compact, compact, there])).toEqual(new Set([compact]))
  })
})

describe('missing groups', () => {
  it('cost no request where none are asked for', async () => {
    const { simulator, source } = createFixture()
    expect(await source.missingGroups([])).toEqual(new Set())
    expect(simulator.requests).toEqual([])
  })

  it('are asked for each once, with few requests at the same time', async () => {
    const { simulator, groupIds, source } = createFixture({ groups: 20 })
    await source.missingGroups([...groupIds, ...groupIds])
    expect(pathsOf(simulator).sort()).toEqual(
      groupIds.map((id) => `/core/groups/${id}/?include_users=false`).sort(),
    )
  })

  it('are not those that the token may no longer see', async () => {
    const { simulator, groupIds } = createFixture({ groups: 3 })
    const [visible = '', hidden = ''] = groupIds
    simulator.addToken({ token: 'partial-token', permissions: ['view_group'], objects: [visible] })
    const source = connect(simulator, { token: 'partial-token' })
    expect((await failureOf(source.missingGroups([hidden]))).code).toBe('no-permission')
  })

  it.each(['no-uuid', '../users', '?', ''])(
    'are not found by the id %j, which leads nowhere else',
    async (id) => {
      const { simulator, source } = createFixture()
      expect((await failureOf(source.missingGroups([id]))).code).toBe('bad-answer')
      for (const path of pathsOf(simulator)) expect(path).toMatch(/^\/core\/groups\//)
    },
  )

  it.each([
    ['empty-200', 'bad-answer'],
    ['bad-token', 'bad-token'],
    ['no-permission', 'no-permission'],
    ['wrong-shape', 'bad-answer'],
    ['html-500', 'server-error'],
    ['drop-before', 'unreachable'],
  ] as const)('are not taken from the fault %s', async (kind, code) => {
    const { simulator, groupIds, source } = createFixture({ groups: 1 })
    simulator.faults.add({ kind, times: Number.POSITIVE_INFINITY })
    expect((await failureOf(source.missingGroups(groupIds))).code).toBe(code)
  })

  it.each([
    ['a proxy', 'page not found', 'text/plain'],
    ['another API', '{"error":"Group"}', 'application/json'],
  ])('are not taken from the 404 of %s', async (_, body, type) => {
    const { simulator } = createFixture()
    const fetch = async () => new Response(body, { status: 404, headers: { 'Content-Type': type } })
    const error = await failureOf(connect(simulator, { fetch }).missingGroups([unknown]))
    expect(error).toMatchObject({ code: 'bad-answer', status: 404 })
    expect(error.message).toContain('AK_BASE')
  })

  it('are found in the language of the server', async () => {
    const { simulator } = createFixture()
    const fetch = altering(simulator.fetch, (_, url) =>
      url.pathname.includes(unknown)
        ? { detail: 'Kein Group entspricht der angegebenen Abfrage.' }
        : undefined,
    )
    expect(await connect(simulator, { fetch }).missingGroups([unknown])).toEqual(new Set([unknown]))
  })

  it('are not taken from an answer about another group', async () => {
    const { simulator, groupIds } = createFixture({ groups: 2 })
    const fetch = altering(simulator.fetch, (body) => ({ ...body, pk: groupIds[1] }))
    const error = await failureOf(connect(simulator, { fetch }).missingGroups([groupIds[0] ?? '']))
    expect(error).toMatchObject({ code: 'bad-answer' })
  })
})
