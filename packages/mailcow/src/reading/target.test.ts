import { describe, expect, test } from 'vitest'
import { createFakeServer, raw, sentence, sequence } from '../fake-server.ts'
import { aliasRow, domainRow, mailboxRow } from '../rows.ts'
import { createMailcowTarget } from './target.ts'

const version = { version: '2026-07a' }
const whole = {
  '/get/status/version': version,
  '/get/domain/all': [
    domainRow({ domain_name: 'second.test' }),
    domainRow({ domain_name: 'example.org', mboxes_in_domain: 2, aliases_in_domain: 3 }),
  ],
  '/get/alias-domain/all': [
    { alias_domain: 'z.test', target_domain: 'example.org', active: 1 },
    { alias_domain: 'alias.test', target_domain: 'example.org', active: 1 },
  ],
  '/get/mailbox/all': [
    mailboxRow({ username: 'bob@example.org', active: 2 }),
    mailboxRow({ username: 'alice@example.org' }),
  ],
  '/get/alias/all': [
    aliasRow({ id: 12, address: 'a@example.org' }),
    aliasRow({ id: 9, address: 'team@example.org' }),
    aliasRow({ id: 10, address: 'team@alias.test' }),
  ],
}
const lists = ['/get/domain/all', '/get/alias-domain/all', '/get/mailbox/all', '/get/alias/all']

function read(routes: Readonly<Record<string, unknown>>, server = createFakeServer(routes)) {
  const paths = () => server.requests.map(({ url }) => new URL(url).pathname.replace('/api/v1', ''))
  return { target: createMailcowTarget(server.options), paths }
}

describe('a whole reading', () => {
  test('gives every list in order', async () => {
    const { state } = await read(whole).target.readState()
    expect(state.aliases.map(({ id }) => id)).toEqual([9, 10, 12])
    expect(state.domains.map(({ name }) => name)).toEqual(['example.org', 'second.test'])
    expect(state.aliasDomains.map(({ name }) => name)).toEqual(['alias.test', 'z.test'])
    expect(state.mailboxes).toEqual([
      { address: 'alice@example.org', receives: true },
      { address: 'bob@example.org', receives: true },
    ])
    expect(state.absentFlags).toEqual([])
  })

  test('takes five requests, the cheap one alone before the others, and tells how it gets on', async () => {
    const { target, paths } = read(whole)
    const steps: number[][] = []
    await target.readState((done, total) => steps.push([done, total]))
    expect(paths()[0]).toBe('/get/status/version')
    expect(paths().slice(1).toSorted()).toEqual(lists.toSorted())
    expect(steps).toEqual([1, 2, 3, 4, 5].map((done) => [done, 5]))
  })

  test('tells the server’s time', async () => {
    const dated = () => Response.json({}, { headers: { Date: 'Tue, 24 Nov 2026 08:39:17 GMT' } })
    const empty = Object.fromEntries(lists.map((path) => [path, dated]))
    const { serverTime, state } = await read({ '/get/status/version': version, ...empty }).target.readState()
    expect(serverTime?.toISOString()).toBe('2026-11-24T08:39:17.000Z')
    expect(state).toEqual({ aliases: [], domains: [], aliasDomains: [], mailboxes: [], absentFlags: [] })
  })

  test('names the flags that an older server does not have', async () => {
    const { sender_allowed: _, ...row } = aliasRow({ id: 12, address: 'a@example.org' })
    const older = { ...whole, '/get/alias/all': [row, { ...row, id: 13 }, { ...row, id: 14 }] }
    expect((await read(older).target.readState()).state.absentFlags).toEqual(['senderAllowed'])
  })
})

describe('a key that Mailcow does not accept', () => {
  test('costs one request', async () => {
    const { target, paths } = read({
      ...whole,
      '/get/status/version': sentence(401, 'error', 'authentication failed'),
    })
    await expect(target.readState()).rejects.toMatchObject({ code: 'bad-token', final: true })
    expect(paths()).toEqual(['/get/status/version'])
  })

  test('is told from one that did not arrive', async () => {
    const { target, paths } = read({ ...whole, '/get/status/version': raw(200, '') })
    await expect(target.readState()).rejects.toMatchObject({
      code: 'bad-token',
      message: expect.stringMatching(/empty body.*no key reaches it.*MAILCOW_API_KEY.*X-API-Key/),
    })
    expect(paths()).toHaveLength(1)
  })
})

test.each(lists)('no list is given where %s fails', async (path) => {
  await expect(read({ ...whole, [path]: raw(200, '') }).target.readState()).rejects.toMatchObject({
    code: 'server-error',
  })
})

describe('lists that do not fit together', () => {
  const fewer = [mailboxRow({ username: 'alice@example.org' })]

  test('are read once more, and the second look counts', async () => {
    const { target, paths } = read({
      ...whole,
      '/get/mailbox/all': sequence(fewer, whole['/get/mailbox/all']),
    })
    expect((await target.readState()).state.mailboxes).toHaveLength(2)
    expect(paths()).toHaveLength(9)
  })

  test('twice are an error that names domain and counts', async () => {
    const { target, paths } = read({ ...whole, '/get/mailbox/all': fewer })
    await expect(target.readState()).rejects.toMatchObject({
      code: 'not-whole',
      message: expect.stringMatching(/example\.org has 2 mailboxes by its own count and 1 in the list/),
    })
    expect(paths()).toHaveLength(9)
  })

  test('in many domains are an error that stays short', async () => {
    const domains = Array.from({ length: 8 }, (_, n) =>
      domainRow({ domain_name: `d${n}.test`, mboxes_in_domain: 1 }),
    )
    const reading = read({ ...whole, '/get/domain/all': domains, '/get/mailbox/all': {} }).target.readState()
    await expect(reading).rejects.toThrow(/d4\.test has 1 mailboxes .*; 3 more domains\. /)
    await expect(reading).rejects.not.toThrow(/d5\.test/)
  })

  test('because an alias is listed twice are an error', async () => {
    const rows = [...whole['/get/alias/all'], aliasRow({ id: 9, address: 'team@example.org' })]
    await expect(read({ ...whole, '/get/alias/all': rows }).target.readState()).rejects.toMatchObject({
      code: 'not-whole',
      message: expect.stringMatching(/alias ids 9 are listed more than once/),
    })
  })
})

describe('aliases that are counted and not listed', () => {
  const shorter = whole['/get/alias/all'].slice(1)

  test('are looked for once more', async () => {
    const { target, paths } = read({ ...whole, '/get/alias/all': sequence(shorter, whole['/get/alias/all']) })
    expect((await target.readState()).state.aliases).toHaveLength(3)
    expect(paths()).toHaveLength(9)
  })

  test('may stay unlisted, and are then not looked for again until more are missing', async () => {
    const { target, paths } = read({
      ...whole,
      '/get/alias/all': sequence(shorter, shorter, shorter, shorter.slice(1)),
    })
    expect((await target.readState()).state.aliases).toHaveLength(2)
    expect(paths()).toHaveLength(9)
    await target.readState()
    expect(paths()).toHaveLength(9 + 5)
    expect((await target.readState()).state.aliases).toHaveLength(1)
    expect(paths()).toHaveLength(9 + 5 + 9)
  })
})

test('single aliases are read by id and by address', async () => {
  const team = aliasRow({ id: 9, address: 'team@example.org' })
  const { target } = read({ '/get/alias/9': team, '/get/alias/team%40example.org': team })
  expect(await target.readAlias(9)).toEqual(await target.findAlias('Team@example.org'))
})
