import { describe, expect, it } from 'vitest'
import { connect, createFixture, failureOf, pathsOf } from './fixture.ts'

describe('a refused token', () => {
  it('is told apart from a missing permission, with what it has to be', async () => {
    const { simulator } = createFixture({ groups: 300 })
    const error = await failureOf(connect(simulator, { token: 'wrong-token' }).readDirectory())
    expect(error).toMatchObject({ side: 'source', code: 'bad-token', status: 403, final: true })
    for (const words of ['AK_TOKEN', 'API token', 'app password', '30 minutes', 'Token invalid/expired']) {
      expect(error.message).toContain(words)
    }
    expect(error.message).not.toContain('wrong-token')
    expect(simulator.requests).toHaveLength(1)
  })

  it('of an inactive user is one', async () => {
    const { simulator } = createFixture()
    simulator.addToken({ token: 'asleep-token', permissions: ['view_group'], active: false })
    const error = await failureOf(connect(simulator, { token: 'asleep-token' }).readDirectory())
    expect(error.code).toBe('bad-token')
  })

  it('that a proxy removed is told apart from a wrong one', async () => {
    const { simulator } = createFixture()
    const fetch: typeof globalThis.fetch = (input) => simulator.fetch(input)
    const error = await failureOf(connect(simulator, { fetch }).readDirectory())
    expect(error.code).toBe('bad-token')
    expect(error.message).toMatch(/did not reach Authentik.*Authorization header/)
  })

  it('in the middle of a walk ends all requests, also those that are being repeated', async () => {
    const { simulator } = createFixture({ groups: 300 })
    const isPage = (page: number) => (request: { path: string }) => request.path.endsWith(`&page=${page}`)
    simulator.faults.add({ kind: 'html-500', matches: isPage(2), times: Number.POSITIVE_INFINITY })
    simulator.faults.add({ kind: 'bad-token', matches: isPage(3) })
    const error = await failureOf(connect(simulator, { pageSize: 10, pauseMs: 20 }).readDirectory())
    expect(error.code).toBe('bad-token')
    const sent = simulator.requests.length
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(simulator.requests).toHaveLength(sent)
    expect(sent).toBeLessThanOrEqual(2 + 4)
  })
})

describe('a missing permission', () => {
  it('to see groups is named, with the way out, after one request', async () => {
    const { simulator } = createFixture({ groups: 3 })
    simulator.addToken({ token: 'weak-token', permissions: [] })
    const error = await failureOf(connect(simulator, { token: 'weak-token' }).readDirectory())
    expect(error).toMatchObject({ code: 'no-permission', status: 403, final: true })
    expect(error.message).toMatch(/AK_TOKEN.*view_group.*global permission/)
    expect(simulator.requests).toHaveLength(1)
  })

  it('to see more than some groups is one, though the list is answered with 200', async () => {
    const { simulator, groupIds } = createFixture({ groups: 3 })
    simulator.addToken({ token: 'partial-token', permissions: ['view_group'], objects: groupIds.slice(0, 1) })
    const error = await failureOf(connect(simulator, { token: 'partial-token' }).readDirectory())
    expect(error.code).toBe('no-permission')
    expect(error.message).toContain('Permissions on single groups are not enough')
    expect(simulator.requests).toHaveLength(1)
  })

  it('to see users is named with the setting that does without it', async () => {
    const { simulator } = createFixture({ groups: 3 })
    simulator.addToken({ token: 'groups-token', permissions: ['view_group'] })
    const error = await failureOf(connect(simulator, { token: 'groups-token' }).readDirectory())
    expect(error).toMatchObject({ code: 'no-permission', status: 403 })
    expect(error.message).toMatch(/view_user.*COWHERD_SERVICE_ACCOUNTS=include/)
    expect(pathsOf(simulator).filter((path) => path.startsWith('/core/users/'))).toHaveLength(1)
  })

  it('to see users does not matter where service accounts are included', async () => {
    const { simulator } = createFixture({ groups: 3 })
    simulator.addToken({ token: 'groups-token', permissions: ['view_group'] })
    const source = connect(simulator, { token: 'groups-token', serviceAccounts: 'include' })
    expect((await source.readDirectory()).directory.groups.size).toBe(5)
  })
})

describe('another refusal', () => {
  const answering = (status: number, body: string, type = 'application/json') => {
    const { simulator } = createFixture()
    const fetch = async () => new Response(body, { status, headers: { 'Content-Type': type } })
    return failureOf(connect(simulator, { fetch, token: 'a-secret-token' }).readDirectory())
  }

  it('that needs a login is a proxy before Authentik', async () => {
    const error = await answering(401, '{"detail":"login"}')
    expect(error).toMatchObject({ code: 'misconfigured', status: 401 })
    expect(error.message).toContain('AK_BASE')
  })

  it('by an unknown path is a wrong address', async () => {
    for (const error of [
      await answering(404, 'nothing', 'text/plain'),
      await answering(404, '<p>', 'text/html'),
    ]) {
      expect(error).toMatchObject({ code: 'bad-answer', status: 404 })
      expect(error.message).toContain('AK_BASE')
    }
  })

  it('with a text in another language is a missing permission, with that text', async () => {
    const error = await answering(403, '{"detail":"Sie sind nicht berechtigt."}')
    expect(error.code).toBe('no-permission')
    expect(error.message).toContain('Sie sind nicht berechtigt.')
  })

  it('is passed on in short, without the token', async () => {
    const error = await answering(400, JSON.stringify({ detail: `a-secret-token ${'x'.repeat(500)}` }))
    expect(error).toMatchObject({ code: 'rejected', status: 400 })
    expect(error.message).toContain('400 "*** xxx')
    expect(error.message.length).toBeLessThan(400)
  })
})
