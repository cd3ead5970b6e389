import { spoilt } from '@cowherd/fuzz'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { noticeKinds } from '../condition.ts'
import { type NoticeValues, readBook, writeBook } from './book.ts'

const told = { since: 1, toldAt: 2, keys: ['a'] }
const page = { told }

const holding = (value: unknown): NoticeValues => ({
  getMany: async (keys) => new Map(keys.map((key) => [key, value])),
  putMany: async () => {},
})

test('what was told is read as it was written', async () => {
  const stored = new Map<string, unknown>()
  const values: NoticeValues = {
    getMany: async (keys) => new Map(keys.map((key) => [key, stored.get(key)])),
    putMany: async (entries) => {
      for (const [key, value] of entries) stored.set(key, JSON.parse(JSON.stringify(value)))
    },
  }
  const pages = new Map(noticeKinds.map((kind, index) => [kind, index % 2 === 0 ? told : undefined]))
  await writeBook(values, pages)
  expect(await readBook(values)).toEqual(pages)
})

test('whatever is kept of it instead counts as not told', async () => {
  await fc.assert(
    fc.asyncProperty(spoilt(page), async (value) => {
      const pages = await readBook(holding(value))
      expect([...pages.keys()]).toEqual([...noticeKinds])
      for (const known of pages.values()) {
        if (!known) continue
        expect([typeof known.since, typeof known.toldAt]).toEqual(['number', 'number'])
        expect(known.keys.every((key) => typeof key === 'string')).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})
