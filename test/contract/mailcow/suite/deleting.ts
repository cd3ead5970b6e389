import { describe, expect, test } from 'vitest'
import type { Client } from './client.ts'

/** Guarantees about `delete/alias`. */
export function deletingGuarantees(open: () => Client): void {
  describe('deleting', () => {
    test('entries follow the items; what is not there is denied and stops nothing', async () => {
      const client = open()
      const [first, last] = [await client.add('gone1'), await client.add('gone2')]
      const answer = await client.post('delete/alias', [first, 999_999_999, last])
      expect(answer.status).toBe(200)
      expect(answer.json.map((entry: { type: string; msg: unknown }) => [entry.type, entry.msg])).toEqual([
        ['success', ['alias_removed', client.address('gone1')]],
        ['danger', 'access_denied'],
        ['success', ['alias_removed', client.address('gone2')]],
      ])
      expect([await client.read(first), await client.read(last)]).toEqual([{}, {}])
    })

    test('a second delete is denied', async () => {
      const client = open()
      const id = await client.add('twice')
      await client.post('delete/alias', [id])
      const answer = await client.post('delete/alias', [id])
      expect(answer.json).toEqual([expect.objectContaining({ type: 'danger', msg: 'access_denied' })])
    })

    test('an id is not given again', async () => {
      const client = open()
      const id = await client.add('once')
      await client.post('delete/alias', [id])
      expect(await client.add('once')).toBeGreaterThan(id)
    })

    test('an empty list is reported as done', async () => {
      const answer = await open().post('delete/alias', [])
      expect([answer.status, answer.json]).toEqual([200, { type: 'success', msg: 'Task completed' }])
    })

    test('an object in place of the list deletes nothing', async () => {
      const client = open()
      const id = await client.add('object')
      const answer = await client.post('delete/alias', { items: [id] })
      expect(answer.json).toEqual([expect.objectContaining({ type: 'danger', msg: 'access_denied' })])
      expect((await client.read(id)).id).toBe(id)
    })
  })
}
