import { spoilt } from '@cowherd/fuzz'
import type { EventLog, LogPage } from '@cowherd/reconcile'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEventLogReader } from './poll.ts'

const id = fc.constantFrom('a', 'b', 'c', 'd', '', '__proto__')
const page: fc.Arbitrary<LogPage> = fc
  .record({ ids: fc.array(id, { maxLength: 4 }), more: fc.boolean() })
  .map(({ ids, more }) => ({
    ids,
    more,
    events: ids.map((one) => ({
      ...{ id: one, created: 'not a time', action: 'updated' as const },
      model: { kind: 'user' as const, id: 7 },
    })),
  }))

test('whatever was remembered and however pages shift, a look ends after six pages and gives each new entry once', async () => {
  const stored = fc.oneof(spoilt({ ids: ['a', 'b'] }), fc.constant({ ids: ['a', 'b'] }))
  await fc.assert(
    fc.asyncProperty(stored, fc.array(page, { minLength: 1, maxLength: 9 }), async (value, pages) => {
      let kept: unknown = value
      let asked = 0
      const log: EventLog = {
        readPage: async (number) => {
          asked += 1
          return pages[(number - 1) % pages.length] ?? { ids: [], events: [], more: false }
        },
      }
      const reader = createEventLogReader(log, {
        getMany: async (keys) => new Map(keys.map((key) => [key, kept])),
        putMany: async (entries) => {
          kept = JSON.parse(JSON.stringify([...entries.values()][0]))
        },
      })
      const poll = await reader.look()
      expect(asked).toBeLessThanOrEqual(6)
      expect(new Set(poll.ids).size).toBe(poll.ids.length)
      await reader.seen(poll)
      const again = await reader.look()
      for (const { id } of again.events) expect(poll.ids).not.toContain(id)
    }),
    { numRuns: 500 },
  )
})
