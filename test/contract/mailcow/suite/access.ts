import { describe, expect, test } from 'vitest'
import type { Client } from './client.ts'

/** Guarantees about keys. */
export function accessGuarantees(open: () => Client): void {
  describe('access', () => {
    test('without a key a read answers 200 with an empty body', async () => {
      const answer = await open().get('get/alias/all', null)
      expect({ status: answer.status, text: answer.text }).toEqual({ status: 200, text: '' })
    })

    test('without a key an add is denied in an entry and adds nothing', async () => {
      const client = open()
      const body = { address: client.address('nokey'), goto: client.address('member1'), active: 1 }
      const answer = await client.post('add/alias', body, null)
      expect(answer.status).toBe(200)
      expect(answer.json).toEqual([expect.objectContaining({ type: 'danger', msg: 'access_denied' })])
      expect(await client.read(client.address('nokey'))).toEqual({})
    })

    test('without a key an edit and a delete answer 403', async () => {
      const client = open()
      const edited = await client.post('edit/alias', { items: [0], attr: { active: 1 } }, null)
      const deleted = await client.post('delete/alias', [0], null)
      const denied = { type: 'error', msg: 'API read/write access denied' }
      expect([edited.status, edited.json]).toEqual([403, denied])
      expect([deleted.status, deleted.json]).toEqual([403, denied])
    })

    test('a wrong key answers 401 under an HTML content type', async () => {
      const answer = await open().get('get/status/version', 'WRONG-KEY')
      expect([answer.status, answer.json]).toEqual([401, { type: 'error', msg: 'authentication failed' }])
      expect(answer.headers.get('Content-Type')).toContain('text/html')
    })

    test('a read-only key reads and answers 403 to writes', async (context) => {
      const client = open()
      const key = client.server.readOnlyKey
      if (key === undefined) return context.skip('no read-only key given')
      expect((await client.get('get/status/version', key)).json).toEqual({ version: expect.any(String) })
      const body = { address: client.address('readonly'), goto: client.address('member1') }
      expect((await client.post('add/alias', body, key)).status).toBe(403)
      expect((await client.post('edit/alias', { items: [0], attr: {} }, key)).status).toBe(403)
      expect((await client.post('delete/alias', [0], key)).status).toBe(403)
      expect(await client.read(client.address('readonly'))).toEqual({})
    })

    test('an answer carries the date and makes a session of its own', async () => {
      const { headers } = await open().get('get/status/version')
      expect(Number.isNaN(Date.parse(headers.get('Date') ?? ''))).toBe(false)
      expect(headers.get('Set-Cookie')).toMatch(/^MCSESSID=/)
    })
  })
}
