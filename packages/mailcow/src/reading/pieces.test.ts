import { createMailcowSimulator, type FaultKind } from '@cowherd/simulators'
import { describe, expect, test } from 'vitest'
import type { MailcowOptions } from '../connection/connection.ts'
import { createFakeServer, optionsFor, raw, sentence } from '../fake-server.ts'
import { domainRow, mailboxRow } from '../rows.ts'
import { createMailcowPieces } from './pieces.ts'
import { createMailcowTarget } from './target.ts'

function serve(routes: Readonly<Record<string, unknown>>) {
  const { options, requests } = createFakeServer(routes)
  const paths = () => requests.map(({ url }) => new URL(url).pathname.replace('/api/v1', ''))
  return { pieces: createMailcowPieces(options), paths }
}

function simulate(options: Partial<MailcowOptions> = {}) {
  const server = createMailcowSimulator()
  server.addDomain({ domain: 'second.test', active: false })
  server.addDomain({ domain: 'relay.test', relayAllRecipients: true })
  server.addDomain({ domain: 'example.org', aliasLimit: 10 })
  server.addAliasDomain({ aliasDomain: 'z.test', targetDomain: 'example.org' })
  server.addAliasDomain({ aliasDomain: 'alias.test', targetDomain: 'example.org' })
  server.addMailbox({ address: 'alice@example.org' })
  server.addMailbox({ address: 'bob@example.org', active: 2 })
  server.addMailbox({ address: 'carol@example.org', active: 0 })
  const all = { ...optionsFor(server.fetch), key: server.keys.readOnly, ...options }
  return { server, pieces: createMailcowPieces(all), target: createMailcowTarget(all) }
}

test('pieces are what a reading of the whole says of the same', async () => {
  const { server, pieces, target } = simulate()
  const id = server.addAlias({
    address: 'Team@example.org',
    goto: ['alice@example.org'],
    privateComment: 'ü',
  })
  const { state } = await target.readState()
  expect(await pieces.readDomains()).toEqual({ domains: state.domains, aliasDomains: state.aliasDomains })
  for (const mailbox of state.mailboxes) expect(await pieces.readMailbox(mailbox.address)).toEqual(mailbox)
  expect(state.mailboxes).toHaveLength(3)
  expect([await pieces.readAlias(id), await pieces.findAlias('team@example.org')]).toEqual([
    state.aliases[0],
    state.aliases[0],
  ])
})

describe('domains', () => {
  test('come in order, alias domains beside them', async () => {
    const { domains, aliasDomains } = await simulate().pieces.readDomains()
    expect(domains.map(({ name }) => name)).toEqual(['example.org', 'relay.test', 'second.test'])
    expect(aliasDomains.map(({ name }) => name)).toEqual(['alias.test', 'z.test'])
  })

  test('may be none', async () => {
    const { pieces } = serve({ '/get/domain/all': {}, '/get/alias-domain/all': {} })
    expect(await pieces.readDomains()).toEqual({ domains: [], aliasDomains: [] })
  })

  test.each(['/get/domain/all', '/get/alias-domain/all'])('are not given where %s fails', async (path) => {
    const rows = {
      '/get/domain/all': [domainRow({ domain_name: 'example.org' })],
      '/get/alias-domain/all': [],
    }
    const { pieces } = serve({ ...rows, [path]: raw(200, '') })
    await expect(pieces.readDomains()).rejects.toMatchObject({ code: 'server-error', side: 'target' })
  })
})

describe('a mailbox', () => {
  test.each([
    [1, true],
    [2, true],
    [0, false],
  ])('with the status %i takes mail: %s', async (active, receives) => {
    const row = mailboxRow({ username: 'alice@example.org', active })
    const { pieces } = serve({ '/get/mailbox/alice%40example.org': row })
    expect(await pieces.readMailbox('alice@example.org')).toEqual({ address: 'alice@example.org', receives })
  })

  test('that is not there is none', async () => {
    expect(await simulate().pieces.readMailbox('nobody@example.org')).toBeUndefined()
    expect(await simulate().pieces.readMailbox('alice@unserved.test')).toBeUndefined()
  })

  test('is found whatever the case of its address, in one request', async () => {
    const { server, pieces } = simulate()
    expect(await pieces.readMailbox(' ALICE@Example.org')).toMatchObject({ address: 'alice@example.org' })
    expect(server.requests).toHaveLength(1)
  })

  test('is not taken from an answer about another one', async () => {
    const row = mailboxRow({ username: 'alice@example.org' })
    const { pieces } = serve({ '/get/mailbox/alcie%40example.org': row })
    expect(await pieces.readMailbox('alcie@example.org')).toBeUndefined()
  })

  test.each([
    'r&d@example.org',
    'a/b@example.org',
    'a+b@example.org',
    "o'neil@example.org",
    'all%@example.org',
  ])('%s is searched in its domain, since the API loses it in a path', async (address) => {
    const rows = [
      mailboxRow({ username: 'alice@example.org' }),
      mailboxRow({ username: address.toUpperCase() }),
    ]
    const { pieces, paths } = serve({ '/get/mailbox/all/example.org': rows })
    expect(await pieces.readMailbox(address)).toEqual({ address, receives: true })
    expect(paths()).toEqual(['/get/mailbox/all/example.org'])
  })

  test('that is searched in a domain without mailboxes is none', async () => {
    const { pieces } = serve({ '/get/mailbox/all/example.org': {} })
    expect(await pieces.readMailbox('a+b@example.org')).toBeUndefined()
  })

  test('is asked for in punycode', async () => {
    const row = mailboxRow({ username: 'alice@xn--bcher-kva.test' })
    const { pieces } = serve({ '/get/mailbox/alice%40xn--bcher-kva.test': row })
    expect(await pieces.readMailbox('alice@bücher.test')).toMatchObject({
      address: 'alice@xn--bcher-kva.test',
    })
  })

  test('of a server that sends numbers as text is read as well', async () => {
    const row = { ...mailboxRow({ username: 'alice@example.org' }), active: '1' }
    const { pieces } = serve({ '/get/mailbox/alice%40example.org': row })
    expect(await pieces.readMailbox('alice@example.org')).toMatchObject({ receives: true })
  })

  test.each([[{ username: 'alice@example.org' }], ['text'], [null]])('is not %j', async (body) => {
    const { pieces } = serve({ '/get/mailbox/alice%40example.org': body })
    await expect(pieces.readMailbox('alice@example.org')).rejects.toMatchObject({ code: 'bad-answer' })
  })
})

describe('no piece is given, and none is taken to be absent', () => {
  type Reading = (pieces: ReturnType<typeof createMailcowPieces>) => Promise<unknown>
  const readings: readonly Reading[] = [
    (pieces) => pieces.readAlias(9),
    (pieces) => pieces.findAlias('team@example.org'),
    (pieces) => pieces.findAlias('9@example.org'),
    (pieces) => pieces.readDomains(),
    (pieces) => pieces.readMailbox('alice@example.org'),
    (pieces) => pieces.readMailbox('a+b@example.org'),
  ]

  test.each<[FaultKind, string]>([
    ['html-500', 'server-error'],
    ['restarting', 'server-error'],
    ['drop-before', 'unreachable'],
    ['empty-200', 'server-error'],
    ['bad-token', 'bad-token'],
  ])('by a server in trouble: %s', async (kind, code) => {
    for (const reading of readings) {
      const { server, pieces } = simulate()
      server.faults.add({ kind, times: Number.POSITIVE_INFINITY })
      await expect(reading(pieces)).rejects.toMatchObject({ code, side: 'target' })
    }
  })

  test.each([
    ['a page of HTML', raw(200, '<html>Login</html>', 'text/html; charset=utf-8'), 'server-error'],
    ['a page of HTML that says 404', raw(404, '<html>', 'text/html'), 'bad-answer'],
    ['an unknown path', sentence(404, 'error', 'route not found'), 'bad-answer'],
    ['a sentence', sentence(200, 'error', 'Cannot find attributes in post data'), 'rejected'],
    ['a 403 without a word', raw(403, ''), 'bad-answer'],
    [
      'a refused network address',
      sentence(401, 'error', 'api access denied for ip 192.0.2.1'),
      'address-not-allowed',
    ],
  ])('by %s', async (_, answer, code) => {
    for (const reading of readings) {
      const options = { ...optionsFor(async () => answer()), patienceMs: 20 }
      await expect(reading(createMailcowPieces(options))).rejects.toMatchObject({ code })
    }
  })

  test('where the key is refused, of which one question is enough', async () => {
    const { server, pieces } = simulate({ key: 'WR0NG-KEY-4711' })
    const failure = pieces.readMailbox('alice@example.org')
    await expect(failure).rejects.toMatchObject({ code: 'bad-token', final: true })
    await expect(failure).rejects.not.toThrow(/WR0NG/)
    expect(server.requests).toHaveLength(1)
  })
})
