import type { AuthentikSimulator } from '@cowherd/simulators'
import { describe, expect, it } from 'vitest'
import { createAuthentikEventLog } from './event-log.ts'
import { altering, createFixture, failureOf, optionsFor, pathsOf } from './fixture.ts'
import type { AuthentikSourceOptions } from './options.ts'

const listen = (simulator: AuthentikSimulator, options: Partial<AuthentikSourceOptions> = {}) =>
  createAuthentikEventLog(optionsFor(simulator, options))

describe.each(['2025.6', '2026.8'] as const)('the event log of Authentik %s', (version) => {
  it('tells of groups and users, newest first, by the ids that the API uses', async () => {
    const { simulator, userIds, groupIds } = createFixture({ version, groups: 2 })
    const [group = '', gone = ''] = groupIds
    simulator.updateUser(userIds[0] ?? 0, { active: false })
    simulator.updateGroup(group, { name: 'renamed' })
    simulator.deleteGroup(gone)
    const added = simulator.addUser({ username: 'new', email: 'new@example.org' })
    const { events, more } = await listen(simulator).readPage(1)
    expect(events.map(({ action, model }) => [action, model])).toEqual([
      ['updated', { kind: 'user', id: added }],
      ['created', { kind: 'user', id: added }],
      ['deleted', { kind: 'group', id: gone }],
      ['updated', { kind: 'group', id: group }],
      ['updated', { kind: 'user', id: userIds[0] }],
    ])
    expect(more).toBe(false)
  })

  it('names each entry by its id and its time', async () => {
    const clock = () => new Date('2026-11-24T08:39:17.000Z')
    const { simulator, groupIds } = createFixture({ version, groups: 1, clock })
    simulator.updateGroup(groupIds[0] ?? '', {})
    const [logged] = simulator.events()
    const { ids, events } = await listen(simulator).readPage(1)
    expect(ids).toEqual([logged?.pk])
    expect(events).toMatchObject([{ id: logged?.pk, created: logged?.created }])
    expect(new Date(events[0]?.created ?? '').toISOString()).toBe('2026-11-24T08:39:17.000Z')
  })
})

describe('the event log', () => {
  it('is read in pages of 50, and says when there are more', async () => {
    const { simulator, groupIds } = createFixture({ groups: 1 })
    for (let count = 0; count < 51; count += 1) simulator.updateGroup(groupIds[0] ?? '', {})
    const log = listen(simulator)
    const pages = [await log.readPage(1), await log.readPage(2)]
    expect(pages.map(({ ids, more }) => [ids.length, more])).toEqual([
      [50, true],
      [1, false],
    ])
    expect(pages.flatMap(({ ids }) => ids)).toEqual(
      simulator
        .events()
        .map(({ pk }) => pk)
        .toReversed(),
    )
  })

  it('is asked for changes alone, newest first, in one request', async () => {
    const { simulator } = createFixture()
    await listen(simulator)
      .readPage(3)
      .catch(() => undefined)
    const [path = ''] = pathsOf(simulator)
    const { pathname, searchParams } = new URL(path, 'https://auth.example.org')
    expect(pathname).toBe('/events/events/')
    expect([...searchParams].map((pair) => pair.join('='))).toEqual([
      'ordering=-created',
      'actions=model_created',
      'actions=model_updated',
      'actions=model_deleted',
      'page_size=50',
      'page=3',
    ])
    expect(simulator.requests).toHaveLength(1)
  })

  it('that is empty has no entries', async () => {
    const { simulator } = createFixture()
    expect(await listen(simulator).readPage(1)).toEqual({ ids: [], events: [], more: false })
  })

  it.each([
    [
      'another kind of object',
      { action: 'model_updated', context: { model: model('token', 'f'.repeat(32)) } },
    ],
    [
      'an object of another part of Authentik',
      {
        action: 'model_updated',
        context: { model: { ...model('group', 'f'.repeat(32)), app: 'authentik_rbac' } },
      },
    ],
    ['no object', { action: 'model_updated', context: {} }],
    ['no object at all', { action: 'model_updated', context: { model: null } }],
    ['a user without a number', { action: 'model_updated', context: { model: model('user', 'f00d') } }],
    ['another action', { action: 'login', context: { model: model('user', 7) } }],
    [
      'an action named like a property of all objects',
      { action: 'toString', context: { model: model('user', 7) } },
    ],
  ])('keeps the id of an entry about %s, and tells nothing of it', async (_, entry) => {
    const { simulator, groupIds } = createFixture({ groups: 1 })
    simulator.updateGroup(groupIds[0] ?? '', {})
    const fetch = altering(simulator.fetch, (body) => ({
      ...body,
      results: [{ ...body.results[0], pk: 'other', ...entry }, ...body.results],
    }))
    const { ids, events } = await listen(simulator, { fetch }).readPage(1)
    expect(ids).toEqual(['other', simulator.events()[0]?.pk])
    expect(events.map(({ id }) => id)).toEqual(ids.slice(1))
  })

  it('takes a user’s number that came as text', async () => {
    const { simulator, userIds } = createFixture()
    simulator.updateUser(userIds[0] ?? 0, {})
    const fetch = altering(simulator.fetch, (body) => {
      body.results[0].context.model.pk = String(userIds[0])
      return body
    })
    const { events } = await listen(simulator, { fetch }).readPage(1)
    expect(events[0]?.model).toEqual({ kind: 'user', id: userIds[0] })
  })
})

describe('an event log that is not given', () => {
  it('for want of the permission names it, after one request', async () => {
    const { simulator } = createFixture()
    simulator.addToken({ token: 'deaf-token', permissions: ['view_group', 'view_user'] })
    const error = await failureOf(listen(simulator, { token: 'deaf-token' }).readPage(1))
    expect(error).toMatchObject({ side: 'source', code: 'no-permission', status: 403, final: true })
    expect(error.message).toMatch(/AK_TOKEN.*view_event.*next sweep/)
    expect(error.message).not.toContain('deaf-token')
    expect(simulator.requests).toHaveLength(1)
  })

  it('because of the token is told apart from that', async () => {
    const { simulator } = createFixture()
    const error = await failureOf(listen(simulator, { token: 'wrong-token' }).readPage(1))
    expect(error).toMatchObject({ code: 'bad-token', status: 403, final: true })
    expect(error.message).not.toContain('wrong-token')
  })

  it('because the page is beyond its end is no empty page', async () => {
    const { simulator } = createFixture()
    expect(await failureOf(listen(simulator).readPage(2))).toMatchObject({ code: 'bad-answer', status: 404 })
  })

  it.each([
    ['html-500', 'server-error'],
    ['restarting', 'server-error'],
    ['drop-before', 'unreachable'],
    ['empty-200', 'bad-answer'],
    ['wrong-shape', 'bad-answer'],
  ] as const)('because of the fault %s is an error and no empty page', async (kind, code) => {
    const { simulator } = createFixture()
    simulator.faults.add({ kind, times: Number.POSITIVE_INFINITY })
    const error = await failureOf(listen(simulator, { patienceMs: 20 }).readPage(1))
    expect(error).toMatchObject({ side: 'source', code })
  })

  it.each([
    [200, 'server-error'],
    [404, 'bad-answer'],
  ])('but a page of HTML with status %i is one too', async (status, code) => {
    const { simulator } = createFixture()
    const headers = { 'Content-Type': 'text/html; charset=utf-8' }
    const fetch = async () => new Response('<html>Login</html>', { status, headers })
    const error = await failureOf(listen(simulator, { fetch, patienceMs: 20 }).readPage(1))
    expect(error).toMatchObject({ code })
    expect(error.message).toContain('AK_BASE')
  })
})

function model(name: string, pk: string | number) {
  return { app: 'authentik_core', model_name: name, pk, name: 'any' }
}
