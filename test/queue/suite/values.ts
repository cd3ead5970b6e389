import type { Json } from '@cowherd/queue'
import { describe, expect, test } from 'vitest'
import { createSite, type Place } from '../site.ts'

export function valuesSuite(place: () => Place): void {
  describe('values', () => {
    test('are kept as they were, apart by installation, and go when told', async () => {
      const site = createSite(place())
      const queue = await site.open()
      const values = new Map<string, Json>([
        ['group:1', { parents: ['a', 'b'], alias: 7, none: null }],
        ['empty', []],
        ['null', null],
        ['text', 'ü "quoted" \\ \u2028'],
        ['__proto__', 1.5],
      ])
      await queue.values.putMany(values)
      expect(await queue.values.getMany([...values.keys(), 'missing'])).toEqual(values)
      await queue.values.putMany(new Map([['empty', false]]))
      await queue.values.deleteMany(['null', 'missing'])
      expect(await queue.values.getMany(['empty', 'null'])).toEqual(new Map([['empty', false]]))
      if (place().url !== undefined) {
        const other = await createSite(place()).open()
        expect(await other.values.getMany(['empty'])).toEqual(new Map())
      }
      await queue.values.clear()
      expect(await queue.values.getMany([...values.keys()])).toEqual(new Map())
    })

    test('survive closing and opening', async () => {
      const site = createSite(place())
      const first = await site.open()
      await first.values.putMany(new Map([['version', 3]]))
      await first.close()
      const second = await site.open()
      expect(second.opened).toBe('kept')
      expect(await second.values.getMany(['version'])).toEqual(new Map([['version', 3]]))
    })

    test('come and go by the thousand', async () => {
      const queue = await createSite(place()).open()
      const values = new Map(Array.from({ length: 5_000 }, (_, at): [string, Json] => [`key-${at}`, { at }]))
      await queue.values.putMany(values)
      expect(await queue.values.getMany([...values.keys()])).toEqual(values)
      await queue.values.deleteMany([...values.keys()])
      expect(await queue.values.getMany(['key-0', 'key-4999'])).toEqual(new Map())
      await queue.values.putMany(new Map())
      await queue.values.deleteMany([])
      expect(await queue.values.getMany([])).toEqual(new Map())
    })
  })
}
