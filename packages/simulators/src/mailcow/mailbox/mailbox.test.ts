import { beforeEach, describe, expect, test } from 'vitest'
import { createMailcowSimulator, type MailcowSimulator } from '../simulator.ts'

let simulator: MailcowSimulator

beforeEach(() => {
  simulator = createMailcowSimulator()
  for (const domain of ['example.org', 'second.test']) simulator.addDomain({ domain })
  for (const address of ['alice@example.org', 'bob@example.org', 'carl@second.test'])
    simulator.addMailbox({ address })
})

// biome-ignore lint/suspicious/noExplicitAny: the expectations state the shape.
async function call(path: string, body?: unknown): Promise<any> {
  const headers = { 'X-API-Key': simulator.keys.readWrite, 'Content-Type': 'application/json' }
  const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) }
  return (await simulator.fetch(`https://mail.example.org/api/v1/${path}`, init)).json()
}

function usernames(list: { username: string }[]): string[] {
  return list.map((mailbox) => mailbox.username)
}

describe('reading', () => {
  test('all mailboxes come by domain, then by address', async () => {
    expect(usernames(await call('get/mailbox/all'))).toEqual([
      'alice@example.org',
      'bob@example.org',
      'carl@second.test',
    ])
  })

  test('a domain that is not on the server stands for all mailboxes', async () => {
    expect(usernames(await call('get/mailbox/all/second.test'))).toEqual(['carl@second.test'])
    expect(await call('get/mailbox/all/unknown.test')).toHaveLength(3)
  })

  test('a mailbox may be switched off in two ways', async () => {
    simulator.setMailboxActive('alice@example.org', 2)
    simulator.setMailboxActive('bob@example.org', 0)
    expect(await call('get/mailbox/alice@example.org')).toMatchObject({ active: 2, active_int: 2 })
    expect(await call('get/mailbox/bob@example.org')).toMatchObject({ active: 0, active_int: 0 })
  })
})

describe('what a mailbox may send as', () => {
  const set = (sender_acl: unknown) =>
    call('edit/mailbox', { items: ['bob@example.org'], attr: { sender_acl } })
  const read = async () => (await call('get/mailbox/bob@example.org')).sender_acl

  test('is replaced as a whole, local domains get an @', async () => {
    simulator.addAlias({ address: 'team@example.org', goto: 'alice@example.org' })
    await set(['team@example.org', 'second.test'])
    expect(await read()).toEqual(['team@example.org', '@second.test'])
    await set(['alice@example.org'])
    expect(await read()).toEqual(['alice@example.org'])
    await set([])
    expect(await read()).toEqual([])
  })

  test('leaves out what a membership allows already, and what is not local with a danger entry', async () => {
    simulator.addAlias({ address: 'own@example.org', goto: 'bob@example.org,alice@example.org' })
    const entries = await set(['own@example.org', 'x@elsewhere.test'])
    expect(entries.map((entry: { msg: unknown }) => entry.msg)).toEqual([
      ['sender_acl_invalid', 'x@elsewhere.test'],
      ['mailbox_modified', 'bob@example.org'],
    ])
    expect(await read()).toEqual([])
  })

  test('loses an alias that is deleted, and keeps the old address of a renamed one for good', async () => {
    const kept = simulator.addAlias({ address: 'kept@example.org', goto: 'alice@example.org' })
    const gone = simulator.addAlias({ address: 'gone@example.org', goto: 'alice@example.org' })
    await set(['kept@example.org', 'gone@example.org'])
    simulator.removeAlias(gone)
    simulator.editAlias(kept, { address: 'renamed@example.org' })
    expect(await read()).toEqual(['kept@example.org'])
    await set([])
    expect(await read()).toEqual(['kept@example.org'])
  })

  test('loses an alias that the mailbox becomes a member of by an edit', async () => {
    const id = simulator.addAlias({ address: 'team@example.org', goto: 'alice@example.org' })
    await set(['team@example.org'])
    simulator.editAlias(id, { goto: ['alice@example.org', 'bob@example.org'] })
    expect(await read()).toEqual([])
  })
})

describe('adding by the API', () => {
  const input = {
    local_part: 'Dora',
    domain: 'example.org',
    name: 'Dora',
    password: 'a',
    password2: 'a',
    quota: 1,
  }

  test('a mailbox is on unless it says otherwise, its address in lower case', async () => {
    const entries = await call('add/mailbox', input)
    expect(entries.at(-1)).toMatchObject({ type: 'success', msg: ['mailbox_added', 'dora@example.org'] })
    expect(JSON.stringify(entries)).not.toContain('"password":"a"')
    expect(await call('get/mailbox/dora@example.org')).toMatchObject({ active: 1, quota: 1_048_576 })
  })

  test.each([
    [{ domain: 'unknown.test' }, 'access_denied'],
    [{ local_part: 'alice' }, ['object_exists', 'alice@example.org']],
    [{ local_part: 'a b' }, 'mailbox_invalid'],
    [{ password2: 'b' }, 'password_mismatch'],
    [{ quota: 100_000 }, ['mailbox_quota_exceeded', 10_240]],
  ])('%j is refused with %j', async (fields, msg) => {
    expect(await call('add/mailbox', { ...input, ...fields })).toEqual([
      expect.objectContaining({ type: 'danger', msg }),
    ])
  })

  test('a full domain takes no more', async () => {
    simulator.addDomain({ domain: 'full.test', mailboxLimit: 0 })
    expect((await call('add/mailbox', { ...input, domain: 'full.test' }))[0].msg).toEqual([
      'max_mailbox_exceeded',
      0,
      0,
    ])
  })
})
