import { describe, expect, test } from 'vitest'
import type { Client } from './client.ts'

/** Guarantees about `add/alias`. */
export function addingGuarantees(open: () => Client): void {
  async function add(client: Client, name: string, fields: Record<string, unknown>) {
    const base = { address: client.address(name), goto: client.address('member1'), active: 1 }
    const { status, text, json } = await client.post('add/alias', { ...base, ...fields })
    const entries = (Array.isArray(json) ? json : []).map((entry) => [entry.type, entry.msg])
    return { status, text, json, entries, alias: await client.read(client.address(name)) }
  }

  describe('adding', () => {
    test('a success entry names address and id, the id as a string', async () => {
      const client = open()
      const { status, entries, alias } = await add(client, 'added', {})
      expect(status).toBe(200)
      expect(entries).toEqual([['success', ['alias_added', client.address('added'), String(alias.id)]]])
    })

    test('flags left out become 0', async () => {
      const { alias } = await add(open(), 'bare', { active: undefined })
      expect(alias).toMatchObject({ active: 0, internal: 0, sogo_visible: 0, sender_allowed: 0 })
    })

    test('comments come back byte for byte', async () => {
      const comment = 'line\n<b>"quoted"</b> & ü €'
      const { alias } = await add(open(), 'comment', { private_comment: comment, public_comment: comment })
      expect(alias).toMatchObject({ private_comment: comment, public_comment: comment })
    })

    test('a comment of 160 bytes is stored, one of 162 bytes in 81 characters refuses the add', async () => {
      const client = open()
      const fits = await add(client, 'fits', { private_comment: 'x'.repeat(160) })
      expect(fits.alias.private_comment).toBe('x'.repeat(160))
      const long = await add(client, 'long', { private_comment: 'ü'.repeat(81) })
      expect(long.entries).toEqual([['danger', 'comment_too_long']])
      expect(long.alias).toEqual({})
    })

    test('an invalid member is dropped with a danger entry next to the success entry', async () => {
      const client = open()
      const goto = [client.address('member1'), 'not-an-address', client.address('member2')].join(',')
      const { entries, alias } = await add(client, 'dropped', { goto })
      expect(entries.map(([type]) => type)).toEqual(['danger', 'success'])
      expect(alias.goto).toBe(`${client.address('member1')},${client.address('member2')}`)
    })

    test('without a valid member nothing is added', async () => {
      const { entries, alias } = await add(open(), 'invalid', { goto: 'not-an-address' })
      expect(entries).toEqual([['danger', ['goto_invalid', '@']]])
      expect(alias).toEqual({})
    })

    test.each([
      ['address', 'alias_empty'],
      ['goto', 'goto_empty'],
    ])('an empty %s answers %s', async (field, code) => {
      const { entries } = await add(open(), 'empty', { [field]: '' })
      expect(entries).toEqual([['danger', code]])
    })

    test('an address that exists in any case is refused', async () => {
      const client = open()
      await client.add('taken')
      const address = client.address('taken').replace('taken', 'TAKEN')
      const { json } = await client.post('add/alias', { address, goto: client.address('member1') })
      expect(json[0]).toMatchObject({ type: 'danger', msg: ['is_alias_or_mailbox', address] })
    })

    test('a domain that is not on the server is refused', async () => {
      const { entries } = await add(open(), 'x', { address: 'cowherd-contract-x@nowhere.invalid' })
      expect(entries).toEqual([['danger', ['domain_not_found', 'nowhere.invalid']]])
    })

    test('repeated members are stored once, their domains in lower case, in the order given', async () => {
      const client = open()
      const [one, two] = [client.address('member2'), client.address('member1')]
      const goto = [one.replace(client.server.domain, client.server.domain.toUpperCase()), two, one].join(',')
      expect((await add(client, 'repeated', { goto })).alias.goto).toBe(`${one},${two}`)
    })

    test('an alias that is its own only member is reported as done and not added', async () => {
      const client = open()
      const { json, alias } = await add(client, 'self', { goto: client.address('self') })
      expect(json).toEqual({ type: 'success', msg: 'Task completed' })
      expect(alias).toEqual({})
    })

    test('a list for the members answers 200 with an empty body and adds nothing', async () => {
      const client = open()
      const { status, text, alias } = await add(client, 'list', { goto: [client.address('member1')] })
      expect([status, text]).toEqual([200, ''])
      expect(alias).toEqual({})
    })

    test('several addresses are added each on its own', async () => {
      const client = open()
      const address = `${client.address('first')},cowherd-contract-x@nowhere.invalid,${client.address('third')}`
      const { entries } = await add(client, 'several', { address })
      expect(entries.map(([type]) => type)).toEqual(['success', 'danger', 'success'])
      expect((await client.read(client.address('third'))).address).toBe(client.address('third'))
    })
  })
}
