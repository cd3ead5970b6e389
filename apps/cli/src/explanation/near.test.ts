import { expect, test } from 'vitest'
import { nearest } from './near.ts'

const names = ['Developers', 'Backend', 'Office', 'office@example.org', 'Backoffice']

test.each([
  ['developer', ['Developers']],
  ['Bakcend', ['Backend']],
  ['ofice', ['Office']],
  ['ofice@example.org', ['office@example.org']],
  ['sales@example.org', []],
  ['xyzzy', []],
  ['', []],
])('what comes near %j is %j', (subject, expected) => {
  expect(nearest(subject, names)).toEqual(expected)
})

test('names that hold the whole text come first, five at most', () => {
  expect(nearest('office', names)).toEqual(['Office', 'Backoffice', 'office@example.org'])
  const many = Array.from({ length: 9 }, (_, n) => `team-${n}`)
  expect(nearest('team', many)).toEqual(many.slice(0, 5))
})
