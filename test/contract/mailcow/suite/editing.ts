import { describe, expect, test } from 'vitest'
import type { Client } from './client.ts'

const FLAGS = { active: 1, internal: 1, sogo_visible: 1, sender_allowed: 1 }

/** Guarantees about `edit/alias`. */
export function editingGuarantees(open: () => Client): void {
  async function edit(client: Client, id: number, attr: Record<string, unknown>) {
    const { status, text, json } = await client.post('edit/alias', { items: [id], attr })
    const entries = (Array.isArray(json) ? json : []).map((entry) => [entry.type, entry.msg])
    return { status, text, entries, alias: await client.read(id) }
  }

  describe('editing', () => {
    test('an edit of the members keeps everything else', async () => {
      const client = open()
      const id = await client.add('partial', { ...FLAGS, private_comment: 'mine', public_comment: 'all' })
      const before = await client.read(id)
      const { entries, alias } = await edit(client, id, { goto: client.address('member2') })
      expect(entries).toEqual([['success', ['alias_modified', client.address('partial')]]])
      expect(alias).toEqual({ ...before, goto: client.address('member2'), modified: expect.any(String) })
    })

    test('the same values again succeed and do not count as a change', async () => {
      const client = open()
      const id = await client.add('same')
      const { entries, alias } = await edit(client, id, { goto: client.address('member1'), active: 1 })
      expect(entries.map(([type]) => type)).toEqual(['success'])
      expect(alias.modified).toBeNull()
    })

    test.each([[''], [' , '], [null]])('members given as %j stay as they are', async (goto) => {
      const client = open()
      const id = await client.add(`kept${String(goto).length}`)
      const { entries, alias } = await edit(client, id, { goto })
      expect(entries.map(([type]) => type)).toEqual(['success'])
      expect(alias.goto).toBe(client.address('member1'))
    })

    test('an invalid member is dropped and the rest replaces the list', async () => {
      const client = open()
      const id = await client.add('rest')
      const { entries, alias } = await edit(client, id, {
        goto: `${client.address('member2')},not-an-address`,
      })
      expect(entries).toEqual([
        ['danger', ['goto_invalid', 'not-an-address']],
        ['success', ['alias_modified', client.address('rest')]],
      ])
      expect(alias.goto).toBe(client.address('member2'))
    })

    test.each(['not-an-address', 'self'])(
      'with only %s as member it says success and writes nothing',
      async (only) => {
        const client = open()
        const id = await client.add(`false-${only}`)
        const goto = only === 'self' ? client.address('false-self') : only
        const before = await client.read(id)
        const { entries, alias } = await edit(client, id, { goto, active: 0 })
        expect(entries.map(([type]) => type)).toEqual(['danger', 'success'])
        expect(alias).toEqual(before)
      },
    )

    test('a rename keeps id, members and comments', async () => {
      const client = open()
      const id = await client.add('old', { private_comment: 'mine' })
      const { alias } = await edit(client, id, { address: client.address('new') })
      expect(alias).toMatchObject({ id, address: client.address('new'), private_comment: 'mine' })
      expect(await client.read(client.address('old'))).toEqual({})
    })

    test('a rename to an address in use is refused', async () => {
      const client = open()
      const id = await client.add('stays')
      await client.add('inuse')
      const { entries, alias } = await edit(client, id, { address: client.address('inuse') })
      expect(entries).toEqual([['danger', ['is_alias_or_mailbox', client.address('inuse')]]])
      expect(alias.address).toBe(client.address('stays'))
    })

    test('a rename to a domain that is not on the server is denied', async () => {
      const client = open()
      const id = await client.add('leaves')
      const { entries } = await edit(client, id, { address: 'cowherd-contract-x@nowhere.invalid' })
      expect(entries).toEqual([['danger', 'access_denied']])
    })

    test('an alias can be switched off and on again', async () => {
      const client = open()
      const id = await client.add('switch', FLAGS)
      expect((await edit(client, id, { active: 0 })).alias).toMatchObject({ ...FLAGS, active: 0 })
      expect((await edit(client, id, { active: 1 })).alias).toMatchObject(FLAGS)
    })

    test('a comment may be longer than on an add, and an empty one is stored as empty', async () => {
      const client = open()
      const id = await client.add('edited')
      expect(
        (await edit(client, id, { private_comment: 'x'.repeat(300) })).alias.private_comment,
      ).toHaveLength(300)
      expect((await edit(client, id, { private_comment: '' })).alias.private_comment).toBe('')
    })

    test('a comment beyond 65,535 bytes answers 200 with an empty body and writes nothing', async () => {
      const client = open()
      const id = await client.add('huge')
      const { status, text, alias } = await edit(client, id, {
        private_comment: 'x'.repeat(65_536),
        active: 0,
      })
      expect([status, text]).toEqual([200, ''])
      expect(alias).toMatchObject({ private_comment: null, active: 1 })
    })

    test('an unknown id is named alias_invalid without an address', async () => {
      const { entries } = await edit(open(), 999_999_999, { active: 1 })
      expect(entries).toEqual([['danger', ['alias_invalid', null]]])
    })

    test('no items are reported as done', async () => {
      const answer = await open().post('edit/alias', { items: [], attr: { active: 1 } })
      expect([answer.status, answer.json]).toEqual([200, { type: 'success', msg: 'Task completed' }])
    })
  })
}
