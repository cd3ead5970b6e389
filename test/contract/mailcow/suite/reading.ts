import { describe, expect, test } from 'vitest'
import type { Client } from './client.ts'

const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)

/** Guarantees about reads. */
export function readingGuarantees(open: () => Client): void {
  describe('reading', () => {
    test.each(['get/alias/999999999', 'get/alias/nobody@nowhere.invalid', 'get/alias/all/nowhere.invalid'])(
      '%s finds nothing and answers 200 with an empty object',
      async (path) => {
        const answer = await open().get(path)
        expect([answer.status, answer.json]).toEqual([200, {}])
      },
    )

    test('an unknown mailbox and an unknown domain are empty objects', async () => {
      const client = open()
      expect((await client.get('get/mailbox/nobody@nowhere.invalid')).json).toEqual({})
      expect((await client.get('get/domain/nowhere.invalid')).json).toEqual({})
    })

    test('an alias has numbers for id and flags, times without zone, null for what was never set', async () => {
      const client = open()
      const id = await client.add('shape', { sender_allowed: 1 })
      expect(await client.read(id)).toMatchObject({
        in_primary_domain: '',
        id,
        domain: client.server.domain,
        public_comment: null,
        private_comment: null,
        goto: client.address('member1'),
        address: client.address('shape'),
        is_catch_all: 0,
        internal: 0,
        active: 1,
        active_int: 1,
        sogo_visible: 0,
        sender_allowed: 1,
        created: TIME,
        modified: null,
      })
    })

    test('an alias is found by address in any case', async () => {
      const client = open()
      const id = await client.add('case')
      expect((await client.read(client.address('case').toUpperCase())).id).toBe(id)
    })

    test('the list holds the same objects as single reads, and no mailbox rows', async () => {
      const client = open()
      const id = await client.add('listed')
      const list: { id: number; address: string; goto: string }[] = (await client.get('get/alias/all')).json
      expect(list.find((alias) => alias.id === id)).toEqual(await client.read(id))
      expect(list.filter((alias) => alias.address.toLowerCase() === alias.goto.toLowerCase())).toEqual([])
    })

    test('the list of one domain holds only its aliases', async () => {
      const client = open()
      const id = await client.add('domain')
      const list: { id: number; domain: string }[] = (
        await client.get(`get/alias/all/${client.server.domain}`)
      ).json
      expect(list.map((alias) => alias.id)).toContain(id)
      expect(new Set(list.map((alias) => alias.domain))).toEqual(new Set([client.server.domain]))
    })

    test('the domain counts its aliases against a limit', async () => {
      const client = open()
      const before = (await client.get(`get/domain/${client.server.domain}`)).json
      await client.add('counted')
      const after = (await client.get(`get/domain/${client.server.domain}`)).json
      expect(after.aliases_in_domain).toBe(before.aliases_in_domain + 1)
      expect(after.aliases_left).toBe(after.max_num_aliases_for_domain - after.aliases_in_domain)
      expect(after.active).toBeTypeOf('number')
    })
  })
}
