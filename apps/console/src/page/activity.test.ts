import { expect, test } from 'vitest'
import type { HistoryEntry } from '../data/port.ts'
import { historyList } from './activity.ts'

const id = '00000000-0000-4000-8000-000000000001'
const names = {
  group: (one: string) => (one === id ? 'Developers' : undefined),
  person: (one: number) => (one === 7 ? 'Ann Ames' : undefined),
}
const entry: HistoryEntry = {
  ...{ time: '2026-11-25T12:00:00Z', action: 'update', address: 'devs@example.org', by: undefined },
  ...{ cause: 'webhook', about: [], detail: '', added: [], removed: [] },
}
const shown = (facts: Partial<HistoryEntry>, person = '') =>
  String(historyList([{ ...entry, ...facts }], { names, person }))

test('a change names the groups and people that were heard of', () => {
  expect(shown({ about: ['all', `group-${id}`, 'user-7', 'group-gone', 'user-8'] })).toContain(
    'webhook: everything, group Developers, person Ann Ames, 2 more',
  )
})

test('who the history is about stands before others, however many came', () => {
  const added = Array.from({ length: 40 }, (_, n) => `person.${n}@example.org`)
  expect(shown({ added })).not.toContain('person.39@')
  expect(shown({ added }, 'person.39@example.org')).toContain('+ person.39@example.org · + person.0@')
})

test('who is named in the cause is not named twice', () => {
  const told = shown({ cause: 'sweep, 0123 approved by kay', by: 'kay' })
  expect(told.split('kay')).toHaveLength(2)
  expect(shown({ cause: 'decision', by: 'kay' })).toContain('decision · kay')
})
