import { expect, test } from 'vitest'
import { entryId, merge, type StoredScope } from './stored-scope.ts'

const group = { kind: 'group', id: '00000000-0000-4000-8000-000000000001' } as const
const all = { kind: 'all' } as const

test('equal scopes become one: newest data, earliest time, deleted if any said so', () => {
  const stored: StoredScope[] = [
    { scope: group, ear: 'event-log', eventId: 'c', at: 30 },
    { scope: group, ear: 'webhook', eventId: 'a', at: 10 },
    { scope: group, ear: 'webhook', eventId: 'b', at: 20, deleted: true },
  ]
  expect(merge(stored)).toEqual([{ scope: group, ear: 'event-log', eventId: 'c', at: 10, deleted: true }])
})

test('different scopes stay apart, in the order of their times', () => {
  const later: StoredScope = { scope: all, ear: 'sweep', at: 2 }
  const first: StoredScope = { scope: group, ear: 'webhook', at: 1 }
  expect(merge([later, first])).toEqual([first, later])
})

test('what a collapse must not lose has a job id of its own', () => {
  const ids = [
    entryId({ scope: all, ear: 'sweep', at: 1 }),
    entryId({ scope: all, ear: 'nightly', nightly: true, at: 1 }),
    entryId({ scope: all, ear: 'operator', request: 'r1', at: 1 }),
    entryId({ scope: all, ear: 'operator', request: 'r2', at: 1 }),
    entryId({ scope: group, ear: 'webhook', at: 1 }),
    entryId({ scope: group, ear: 'webhook', at: 1, deleted: true }),
  ]
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.join()).not.toContain(':')
  expect(entryId({ scope: group, ear: 'event-log', eventId: 'x', at: 9 })).toBe(ids[4])
})
