import { createMailcowSimulator, type FaultKind } from '@cowherd/simulators'
import { describe, expect, test } from 'vitest'
import { optionsFor } from './fake-server.ts'
import { createMailcowTarget } from './index.ts'

function simulate(options: Parameters<typeof createMailcowSimulator>[0] = {}, key?: string) {
  const server = createMailcowSimulator(options)
  server.addDomain({ domain: 'example.org', aliasLimit: 10 })
  server.addDomain({ domain: 'relay.test', relayAllRecipients: true, active: false })
  server.addAliasDomain({ aliasDomain: 'alias.test', targetDomain: 'example.org' })
  server.addMailbox({ address: 'bob@example.org', active: 2 })
  server.addMailbox({ address: 'alice@example.org' })
  const target = createMailcowTarget({ ...optionsFor(server.fetch), key: key ?? server.keys.readWrite })
  return { server, target }
}

test('a whole server is read as it is', async () => {
  const { server, target } = simulate({ clock: () => new Date(2026, 10, 24, 8, 39, 59) })
  const id = server.addAlias({
    address: 'Team@example.org',
    goto: ['Bob@example.org', 'alice@example.org'],
    privateComment: 'a\n<b>ü',
    sogoVisible: 2,
  })
  const other = server.addAlias({ address: 'team@alias.test', goto: 'alice@example.org', active: false })
  const { state } = await target.readState()
  expect(state).toEqual({
    domains: [
      { name: 'example.org', active: true, relay: false, aliasesLeft: 8 },
      { name: 'relay.test', active: false, relay: true, aliasesLeft: 100_000 },
    ],
    aliasDomains: [{ name: 'alias.test', target: 'example.org' }],
    mailboxes: [
      { address: 'alice@example.org', receives: true },
      { address: 'bob@example.org', receives: true },
    ],
    aliases: [
      {
        id,
        address: 'team@example.org',
        goto: ['Bob@example.org', 'alice@example.org'],
        flags: { active: true, internal: false, senderAllowed: true, sogoVisible: false },
        privateComment: 'a\n<b>ü',
        publicComment: '',
        modified: '2026-11-24 08:39:59',
      },
      {
        id: other,
        address: 'team@alias.test',
        goto: ['alice@example.org'],
        flags: { active: false, internal: false, senderAllowed: true, sogoVisible: true },
        privateComment: '',
        publicComment: '',
        modified: '2026-11-24 08:39:59',
      },
    ],
    absentFlags: [],
  })
})

test('an empty server has empty lists', async () => {
  const server = createMailcowSimulator()
  const target = createMailcowTarget({ ...optionsFor(server.fetch), key: server.keys.readOnly })
  const { state } = await target.readState()
  expect(state).toEqual({ aliases: [], domains: [], aliasDomains: [], mailboxes: [], absentFlags: [] })
})

describe('a server that does not let Cowherd in', () => {
  test('because of the key is asked once', async () => {
    const { server, target } = simulate({}, 'wrong')
    await expect(target.readState()).rejects.toMatchObject({ code: 'bad-token', final: true })
    expect(server.requests).toHaveLength(1)
  })

  test('because of a key that was switched off is asked once', async () => {
    const { server, target } = simulate()
    server.configureKey('readWrite', { active: false })
    await expect(target.readState()).rejects.toMatchObject({ code: 'bad-token' })
    expect(server.requests).toHaveLength(1)
  })

  test('because of a missing key is no empty server', async () => {
    const { target } = simulate({}, '')
    await expect(target.readState()).rejects.toMatchObject({ code: 'bad-token' })
    await expect(target.readAlias(1)).rejects.toMatchObject({ code: 'server-error' })
    await expect(target.findAlias('team@example.org')).rejects.toMatchObject({ code: 'server-error' })
  })

  test('because of the network address names it and is asked once', async () => {
    const { server, target } = simulate({ allowFrom: '192.0.2.0/24' })
    await expect(target.readState()).rejects.toThrow(/does not allow its API to be used from 127\.0\.0\.1/)
    expect(server.requests).toHaveLength(1)
  })

  test('never learns the key from a message', async () => {
    const key = 'WR0NG-KEY-4711'
    const failure = await simulate({}, key)
      .target.readState()
      .catch((error: Error) => error)
    expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain(key)
  })
})

describe('a server in trouble', () => {
  test.each<FaultKind>(['html-500', 'restarting', 'drop-before'])(
    'for a moment (%s) is waited for',
    async (kind) => {
      const { server, target } = simulate()
      server.faults.add({ kind, times: 3 })
      expect((await target.readState()).state.mailboxes).toHaveLength(2)
    },
  )

  test.each<[FaultKind, string]>([
    ['html-500', 'server-error'],
    ['restarting', 'server-error'],
    ['drop-before', 'unreachable'],
    ['empty-200', 'server-error'],
    ['wrong-shape', 'bad-answer'],
  ])('for long (%s) gives an error and no state', async (kind, code) => {
    const { server, target } = simulate()
    server.faults.add({
      kind,
      times: Number.POSITIVE_INFINITY,
      matches: ({ path }) => path.endsWith('alias/all'),
    })
    await expect(target.readState()).rejects.toMatchObject({ code, side: 'target' })
  })
})

describe('a list that misses its last entry', () => {
  const shortMailboxes = {
    kind: 'short-page',
    matches: ({ path }: { path: string }) => path.endsWith('mailbox/all'),
  } as const

  test('once is read again', async () => {
    const { server, target } = simulate()
    server.faults.add(shortMailboxes)
    expect((await target.readState()).state.mailboxes).toHaveLength(2)
  })

  test('twice is an error for mailboxes', async () => {
    const { server, target } = simulate()
    server.faults.add({ ...shortMailboxes, times: 2 })
    await expect(target.readState()).rejects.toThrow(/example\.org has 2 mailboxes by its own count and 1/)
  })
})

test('an alias that the API hides does not stop a reading, and costs a second look only once', async () => {
  const { server, target } = simulate()
  server.addAlias({ address: 'loop@example.org', goto: 'LOOP@example.org' })
  expect((await target.readState()).state.aliases).toEqual([])
  const looks = server.requests.length
  await target.readState()
  expect(server.requests).toHaveLength(looks + 5)
})

describe('a single alias', () => {
  test('is read by its id, and undefined once it is gone', async () => {
    const { server, target } = simulate()
    const id = server.addAlias({ address: 'team@example.org', goto: 'alice@example.org' })
    expect(await target.readAlias(id)).toMatchObject({ id, address: 'team@example.org' })
    server.removeAlias(id)
    expect(await target.readAlias(id)).toBeUndefined()
  })

  test.each([
    'team@example.org',
    'a+b@example.org',
    'r&d@example.org',
    'a/b@example.org',
    "o'neil@example.org",
  ])('is found by the address %s, in any case', async (address) => {
    const { server, target } = simulate()
    const id = server.addAlias({ address, goto: 'alice@example.org' })
    expect(await target.findAlias(address.toUpperCase())).toMatchObject({ id, address })
  })

  test('is not mistaken for the one whose id its address begins with', async () => {
    const { server, target } = simulate()
    const id = server.addAlias({ address: 'team@example.org', goto: 'alice@example.org' })
    expect(await target.findAlias(`${id}@example.org`)).toBeUndefined()
    const numeric = server.addAlias({ address: `${id}@example.org`, goto: 'alice@example.org' })
    expect(await target.findAlias(`${id}@example.org`)).toMatchObject({ id: numeric })
  })

  test('of an alias domain is another than that of its target', async () => {
    const { server, target } = simulate()
    server.addAlias({ address: 'team@example.org', goto: 'alice@example.org' })
    expect(await target.findAlias('team@alias.test')).toBeUndefined()
    const id = server.addAlias({ address: '1@alias.test', goto: 'alice@example.org' })
    expect(await target.findAlias('1@alias.test')).toMatchObject({ id })
  })
})
