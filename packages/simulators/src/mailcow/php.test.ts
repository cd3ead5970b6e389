import { expect, test } from 'vitest'
import { ServerFailure } from './failure.ts'
import { escapeHtml, isEmpty, leadingNumber, toInt, toList, toText, trim, type Value } from './php.ts'

test.each<[Value, number]>([
  [1, 1],
  ['1', 1],
  [true, 1],
  [['0', '1'], 1],
  [['0'], 1],
  [{ a: 0 }, 1],
  [-1.9, -1],
  ['12abc', 12],
  [' 7', 7],
  [0, 0],
  ['0', 0],
  [false, 0],
  [null, 0],
  [[], 0],
  ['true', 0],
  ['on', 0],
])('%j as a flag is %i', (value, expected) => {
  expect(toInt(value)).toBe(expected)
})

test.each([
  ['9abc', 9],
  ['9.5x', 9.5],
  ['1e2team', 100],
  ['x9', 0],
  ['', 0],
])('%j is compared with ids as %d', (text, expected) => {
  expect(leadingNumber(text)).toBe(expected)
})

test.each<[Value | undefined, boolean]>([
  [undefined, true],
  [null, true],
  ['', true],
  ['0', true],
  [0, true],
  [false, true],
  [[], true],
  [' ', false],
  ['00', false],
  [[''] as Value, false],
])('%j counts as empty: %s', (value, expected) => {
  expect(isEmpty(value)).toBe(expected)
})

test('a list where a text belongs fails inside the server', () => {
  expect(toText(5)).toBe('5')
  expect(toText(true)).toBe('1')
  expect(toText(null)).toBe('')
  expect(() => toText(['a'])).toThrow(ServerFailure)
})

test('scalars become lists of one, objects lists of their values', () => {
  expect([toList('a'), toList(null), toList({ x: 1 }), toList([1, 2])]).toEqual([['a'], [], [1], [1, 2]])
})

test('trimming takes NUL and control white space, not a no-break space', () => {
  expect(trim('\0\t a\u00A0 \n')).toBe('a\u00A0')
})

test('all five special characters of HTML are escaped', () => {
  expect(escapeHtml(`<a href="x">r&d o'neil</a>`)).toBe(
    '&lt;a href=&quot;x&quot;&gt;r&amp;d o&#039;neil&lt;/a&gt;',
  )
})
