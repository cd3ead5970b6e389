import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FaultKind } from '../server/fault.ts'
import { createMailcowSimulator, type MailcowSimulator } from './simulator.ts'

const NOW = new Date('2026-01-02T03:04:05Z')
let simulator: MailcowSimulator
let alias: number

beforeEach(() => {
  simulator = createMailcowSimulator({ clock: () => NOW })
  simulator.addDomain({ domain: 'example.org' })
  simulator.addMailbox({ address: 'alice@example.org' })
  simulator.addMailbox({ address: 'bob@example.org' })
  simulator.addAlias({ address: 'first@example.org', goto: 'alice@example.org' })
  alias = simulator.addAlias({ address: 'team@example.org', goto: 'alice@example.org' })
})

// biome-ignore lint/suspicious/noExplicitAny: the expectations state the shape.
type Json = any

async function get(path: string, key = simulator.keys.readWrite) {
  const response = await simulator.fetch(`https://mail.example.org/api/v1/${path}`, {
    headers: { 'X-API-Key': key },
  })
  return { status: response.status, headers: response.headers, body: (await response.json()) as Json }
}

async function post(path: string, body: unknown) {
  const response = await simulator.fetch(`https://mail.example.org/api/v1/${path}`, {
    method: 'POST',
    headers: { 'X-API-Key': simulator.keys.readWrite, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as Json }
}

describe('faults', () => {
  const WRITES: [string, unknown, string][] = [
    ['add/alias', { address: 'new@example.org', goto: 'alice@example.org' }, 'alias_added'],
    [
      'edit/alias',
      { items: ['team@example.org'], attr: { goto: 'bob@example.org', active: 0 } },
      'alias_modified',
    ],
    ['edit/alias', { items: ['team@example.org'], attr: { address: 'other@example.org' } }, 'alias_modified'],
    ['delete/alias', ['team@example.org'], 'alias_removed'],
    ['delete/mailbox', ['alice@example.org'], 'mailbox_removed'],
  ]

  test.each(WRITES)('false-success: %s %j says so and changes nothing', async (path, body, code) => {
    const before = simulator.aliases()
    simulator.faults.add({ kind: 'false-success' })
    expect((await post(path, body)).body[0]).toMatchObject({
      type: 'success',
      msg: expect.arrayContaining([code]),
    })
    expect(simulator.aliases()).toEqual(before)
    expect((await post(path, body)).body[0]).toMatchObject({ type: 'success' })
    expect(simulator.aliases()).not.toEqual(before)
  })

  test('view-error: the write stands and a success entry carries the text of an SQL error', async () => {
    simulator.faults.add({ kind: 'view-error' })
    const { body } = await post('edit/alias', { items: [alias], attr: { goto: 'bob@example.org' } })
    expect(body[1]).toMatchObject({ type: 'success', msg: expect.stringMatching(/^SQLSTATE/) })
    expect(simulator.aliases()[1]?.goto).toBe('bob@example.org')
  })

  test('bad-token: 401 authentication failed', async () => {
    simulator.faults.add({ kind: 'bad-token' })
    expect(await get('get/alias/all')).toMatchObject({ status: 401, body: { msg: 'authentication failed' } })
  })

  test('no-permission: 403 on writes, reads go on', async () => {
    simulator.faults.add({ kind: 'no-permission', times: 2 })
    expect(await post('delete/alias', [alias])).toMatchObject({ status: 403 })
    expect(await get(`get/alias/${alias}`)).toMatchObject({ status: 200, body: { id: alias } })
    expect(simulator.aliases()).toHaveLength(2)
  })

  test('wrong-shape: an object without alias fields stands in for the list', async () => {
    simulator.faults.add({ kind: 'wrong-shape' })
    const { status, body } = await get('get/alias/all')
    expect(status).toBe(200)
    expect(Array.isArray(body)).toBe(false)
    expect(body).not.toHaveProperty('address')
    expect(body).not.toEqual({})
  })

  test.each(['get/alias/all', 'get/mailbox/all'])('short-page: %s misses its last entry', async (path) => {
    const { body: whole } = await get(path)
    simulator.faults.add({ kind: 'short-page' })
    expect((await get(path)).body).toEqual(whole.slice(0, -1))
  })

  test.each<[FaultKind, boolean]>([
    ['drop-before', false],
    ['drop-after', true],
  ])('%s breaks the connection; carried out: %s', async (kind, carriedOut) => {
    simulator.faults.add({ kind })
    await expect(post('delete/alias', [alias])).rejects.toThrow('fetch failed')
    expect(simulator.aliases().length === 1).toBe(carriedOut)
  })

  test.each<[FaultKind, number, number]>([
    ['html-500', 500, 500],
    ['restarting', 502, 405],
  ])('%s: a page for reads and writes, nothing carried out', async (kind, read, written) => {
    simulator.faults.add({ kind, times: 2 })
    const url = 'https://mail.example.org/api/v1'
    const headers = { 'X-API-Key': simulator.keys.readWrite, 'Content-Type': 'application/json' }
    const pages = [
      await simulator.fetch(`${url}/get/alias/all`, { headers }),
      await simulator.fetch(`${url}/delete/alias`, { method: 'POST', headers, body: `[${alias}]` }),
    ]
    expect(pages.map((page) => page.status)).toEqual([read, written])
    expect(pages.map((page) => page.headers.get('Date'))).toEqual([NOW.toUTCString(), NOW.toUTCString()])
    expect(await pages[1]?.text()).toMatch(/^<html>/)
    expect(simulator.aliases()).toHaveLength(2)
  })
})

describe('options', () => {
  test('the Date header follows the clock', async () => {
    expect((await get('get/status/version')).headers.get('Date')).toBe('Fri, 02 Jan 2026 03:04:05 GMT')
  })

  test('version and keys are as given', async () => {
    simulator = createMailcowSimulator({
      version: '2025-01',
      keys: { readWrite: 'WRITE-1', readOnly: 'READ-1' },
    })
    expect((await get('get/status/version', 'read-1')).body).toEqual({ version: '2025-01' })
    expect(simulator.keys).toEqual({ readWrite: 'WRITE-1', readOnly: 'READ-1' })
  })

  test('keys work only from the networks allowed', async () => {
    simulator = createMailcowSimulator({ allowFrom: '192.0.2.0/24' })
    expect(await get('get/status/version')).toMatchObject({ status: 401 })
    simulator.configureKey('readWrite', { allowFrom: '192.0.2.1 127.0.0.0/8' })
    expect(await get('get/status/version')).toMatchObject({ status: 200 })
    expect(await get('get/status/version', simulator.keys.readOnly)).toMatchObject({ status: 401 })
  })

  test('an answer takes as long as the option says for its request', async () => {
    simulator = createMailcowSimulator({ delayMs: (request) => (request.url.endsWith('version') ? 60 : 0) })
    const start = performance.now()
    await get('get/status/version')
    expect(performance.now() - start).toBeGreaterThan(50)
  })
})

describe('sessions', () => {
  const url = 'https://mail.example.org/api/v1/get/alias/all'

  test('a cookie works without the key until the session has been idle for three hours', async () => {
    let now = NOW
    simulator = createMailcowSimulator({ clock: () => now })
    const cookie = (await get('get/status/version')).headers.get('Set-Cookie')?.split(';')[0] ?? ''
    now = new Date(NOW.getTime() + 10_000_000)
    expect(await (await simulator.fetch(url, { headers: { Cookie: cookie } })).text()).toBe('{}')
    now = new Date(now.getTime() + 10_801_000)
    expect(await (await simulator.fetch(url, { headers: { Cookie: cookie } })).text()).toBe('')
  })
})

let close: (() => Promise<void>) | undefined
afterEach(async () => {
  await close?.()
  close = undefined
})

test('on a port it answers the same as in process', async () => {
  const listener = await simulator.listen()
  close = listener.close
  const response = await fetch(`${listener.url}/api/v1/get/alias/${alias}`, {
    headers: { 'X-API-Key': simulator.keys.readWrite },
  })
  expect(await response.json()).toEqual((await get(`get/alias/${alias}`)).body)
  expect(response.headers.get('Date')).toBe(NOW.toUTCString())
})
