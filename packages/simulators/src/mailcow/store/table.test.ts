import { expect, test } from 'vitest'
import { createJournal, createTable } from './table.ts'

interface Row {
  readonly id: number
  readonly group: string
}

function create() {
  const journal = createJournal()
  const table = createTable<number, Row>(journal, (row) => row.group)
  table.put(2, { id: 2, group: 'a' })
  table.put(1, { id: 1, group: 'a' })
  return { journal, table }
}

test('rows and groups come ascending by key, whenever they were put', () => {
  const { table } = create()
  expect(table.rows().map((row) => row.id)).toEqual([1, 2])
  expect(table.group('a').map((row) => row.id)).toEqual([1, 2])
  expect(table.group('b')).toEqual([])
})

test('a replaced row moves to its new group', () => {
  const { table } = create()
  table.put(1, { id: 1, group: 'b' })
  expect([table.groupSize('a'), table.groupSize('b'), table.size]).toEqual([1, 1, 2])
})

test('a rollback takes back puts, replacements and drops, also after an error', () => {
  const { journal, table } = create()
  const before = table.rows()
  const change = () => {
    table.put(3, { id: 3, group: 'b' })
    table.put(1, { id: 1, group: 'b' })
    table.put(1, { id: 1, group: 'c' })
    table.drop(2)
    return table.rows().length
  }
  expect(journal.rollback(change)).toBe(2)
  expect(table.rows()).toEqual(before)
  expect([table.groupSize('a'), table.groupSize('b'), table.groupSize('c')]).toEqual([2, 0, 0])
  expect(() =>
    journal.rollback(() => {
      table.drop(1)
      throw new Error('inside')
    }),
  ).toThrow('inside')
  expect(table.rows()).toEqual(before)
})

test('changes outside of a rollback stay', () => {
  const { journal, table } = create()
  journal.rollback(() => table.drop(1))
  table.drop(2)
  expect(table.rows().map((row) => row.id)).toEqual([1])
})
