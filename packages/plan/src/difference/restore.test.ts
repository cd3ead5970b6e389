import { expect, test } from 'vitest'
import { linesOf } from '../testkit/plan.ts'
import { aliasOf } from '../testkit/target.ts'
import { compareSaved } from './restore.ts'

const same = aliasOf(1, 'same@example.org', [1, 2])
const saved = [
  same,
  aliasOf(2, 'changed@example.org', [1]),
  aliasOf(3, 'missing@example.org', [3]),
  aliasOf(4, 'asleep@example.org', [4]),
]

test('a saved list brings back what is missing or differs, and only shows what came since', () => {
  const present = [
    { ...same, id: 11, goto: [...same.goto].reverse(), modified: '2026-11-25 00:00:00' },
    aliasOf(12, 'changed@example.org', [1, 2], { publicComment: 'x' }),
    aliasOf(14, 'asleep@example.org', [4], { active: false }),
    aliasOf(15, 'new@example.org'),
  ]
  const { changes, added } = compareSaved(saved, present)
  expect(linesOf(changes)).toEqual([
    'update 12 changed [u1]',
    'create new missing [u3]',
    'reactivate 14 asleep [u4]',
  ])
  expect(changes[0]?.after?.publicComment).toBe('')
  expect(added.map(({ address }) => address)).toEqual(['new@example.org'])
})

test('a saved list that is as things are changes nothing', () => {
  expect(compareSaved(saved, saved)).toEqual({ changes: [], added: [] })
})
