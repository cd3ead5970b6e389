import { beforeEach, describe, expect, test } from 'vitest'
import { createMailcowSimulator, type MailcowSimulator } from '../simulator.ts'

let simulator: MailcowSimulator

beforeEach(() => {
  simulator = createMailcowSimulator()
  simulator.addDomain({ domain: 'example.org', aliasLimit: 5 })
  simulator.addMailbox({ address: 'alice@example.org' })
})

// biome-ignore lint/suspicious/noExplicitAny: the expectations state the shape.
async function call(path: string, body?: unknown): Promise<any> {
  const headers = { 'X-API-Key': simulator.keys.readWrite, 'Content-Type': 'application/json' }
  const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) }
  return (await simulator.fetch(`https://mail.example.org/api/v1/${path}`, init)).json()
}

async function messages(path: string, body: unknown): Promise<unknown[]> {
  return (await call(path, body)).map((entry: { msg: unknown }) => entry.msg)
}

describe('domains', () => {
  test('a new domain takes the limits of the template where it says nothing', async () => {
    await call('add/domain', { domain: 'New.test' })
    expect(await call('get/domain/new.test')).toMatchObject({
      domain_name: 'new.test',
      active: 1,
      max_num_aliases_for_domain: 400,
      max_num_mboxes_for_domain: 10,
      rl: false,
    })
  })

  test.each([
    [{ domain: 'not a name' }, 'domain_invalid'],
    [{ domain: 'EXAMPLE.org' }, ['domain_exists', 'example.org']],
    [{ domain: 'x.test', defquota: 5, maxquota: 4 }, 'mailbox_defquota_exceeds_mailbox_maxquota'],
    [{ domain: 'x.test', maxquota: 5000, quota: 4000 }, 'mailbox_quota_exceeds_domain_quota'],
    [{ domain: 'x.test', defquota: 0 }, 'defquota_empty'],
  ])('%j is refused with %j', async (fields, msg) => {
    expect(await messages('add/domain', fields)).toEqual([msg])
  })

  test('relaying all recipients makes a backup MX', async () => {
    await call('edit/domain', { items: ['example.org'], attr: { relay_all_recipients: 1 } })
    expect(await call('get/domain/example.org')).toMatchObject({ backupmx: 1, relay_all_recipients: 1 })
    expect(await call('get/mailbox/alice@example.org')).toMatchObject({ is_relayed: 1 })
  })

  test('a limit below what is in use is refused', async () => {
    for (const name of ['a', 'b'])
      simulator.addAlias({ address: `${name}@example.org`, goto: 'alice@example.org' })
    expect(await messages('edit/domain', { items: ['example.org'], attr: { aliases: 1 } })).toEqual([
      ['aliases_in_use', 2],
    ])
    expect(await messages('edit/domain', { items: ['example.org'], attr: { mailboxes: 0 } })).toEqual([
      ['mailboxes_in_use', 1],
    ])
    expect(await call('get/domain/example.org')).toMatchObject({
      max_num_aliases_for_domain: 5,
      modified: null,
    })
  })

  test('a removed domain is gone', async () => {
    simulator.addDomain({ domain: 'gone.test' })
    expect(await messages('delete/domain', ['gone.test', '-'])).toEqual([
      ['domain_removed', 'gone.test'],
      'domain_invalid',
    ])
    expect(await call('get/domain/gone.test')).toEqual({})
  })
})

describe('alias domains', () => {
  test('a name that is none breaks the call: an empty answer', async () => {
    const headers = { 'X-API-Key': simulator.keys.readWrite, 'Content-Type': 'application/json' }
    const body = JSON.stringify({ alias_domain: '-', target_domain: 'example.org' })
    const url = 'https://mail.example.org/api/v1/add/alias-domain'
    const response = await simulator.fetch(url, { method: 'POST', headers, body })
    expect([response.status, await response.text()]).toEqual([200, ''])
  })

  const add = (alias_domain: string, target_domain = 'example.org') =>
    messages('add/alias-domain', { alias_domain, target_domain, active: 1 })

  test('the name of an alias domain reads its target domain', async () => {
    await add('alias.test')
    expect(await call('get/domain/alias.test')).toMatchObject({ domain_name: 'example.org' })
    expect(await call('get/alias-domain/alias.test')).toMatchObject({
      target_domain: 'example.org',
      active: 1,
    })
  })

  test('aliases in it name the target, come after those of domains, and go with it', async () => {
    await add('a.test')
    simulator.addAlias({ address: 'x@a.test', goto: 'alice@example.org' })
    simulator.addAlias({ address: 'y@example.org', goto: 'alice@example.org' })
    const list: { address: string; in_primary_domain: string }[] = await call('get/alias/all')
    expect(list.map((alias) => [alias.address, alias.in_primary_domain])).toEqual([
      ['y@example.org', ''],
      ['x@a.test', 'example.org'],
    ])
    expect(await messages('delete/alias-domain', ['a.test'])).toEqual([['alias_domain_removed', 'a.test']])
    expect(simulator.aliases().map((alias) => alias.address)).toEqual(['y@example.org'])
  })

  test.each([
    ['example.org', 'example.org', ['aliasd_targetd_identical', 'example.org']],
    ['a.test', 'unknown.test', 'access_denied'],
    ['a.test', 'not a name', 'target_domain_invalid'],
  ])('%s for %s is refused', async (aliasDomain, targetDomain, msg) => {
    expect(await add(aliasDomain, targetDomain)).toEqual([msg])
  })
})
