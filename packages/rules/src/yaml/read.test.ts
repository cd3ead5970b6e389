import { describe, expect, test } from 'vitest'
import { readYaml } from './read.ts'

function problemsOf(text: string) {
  const file = readYaml(text)
  return 'value' in file ? [] : file
}

describe('what is no YAML is told with its place', () => {
  test.each([
    ['a: [1', 1],
    ['a: 1\nb: "x', 2],
    ['a: 1\nb: 2\n c: 3', 2],
    ['a:\n  - 1\n ]', 3],
    ['a: *x', 1],
    ['a: !thing x', 1],
    ['a: 1\n---\nb: 2', 2],
    ['? [a]\n: b', 1],
    ['<<: 1', 1],
    ['a: &a [*a]', 1],
  ])('%j', (text, line) => {
    expect(problemsOf(text)[0]).toMatchObject({ line, key: '' })
  })
})

test('keys that stand twice are told with their path and the place of the second', () => {
  expect(problemsOf('a:\n  - b: 1\n    c: 2\n    b: 3\n')).toEqual([
    { line: 4, column: 5, key: 'a[0].b', problem: 'stands there twice' },
  ])
  expect(problemsOf('x: &x {a: 1}\ny: {<<: *x, <<: *x}')).toEqual([])
})

describe('what would take up the machine is refused at once', () => {
  const bomb = Array.from(
    { length: 12 },
    (_, level) =>
      `a${level}: &a${level} [${Array(9)
        .fill(level === 0 ? 'x' : `*a${level - 1}`)
        .join(', ')}]`,
  ).join('\n')
  const mergeBomb = Array.from(
    { length: 12 },
    (_, level) =>
      `a${level}: &a${level} {k${level}: 1${
        level === 0
          ? ''
          : `, <<: [${Array(9)
              .fill(`*a${level - 1}`)
              .join(', ')}]`
      }}`,
  ).join('\n')

  test.each([
    ['aliases in aliases', bomb],
    ['merge keys in merge keys', mergeBomb],
    ['many aliases', `a: &a x\nb: [${'*a, '.repeat(1_001)}]`],
    ['a large thing many times', `a: &a [${'x, '.repeat(1_000)}]\nb: [${'*a, '.repeat(900)}]`],
    ['lists in lists', '['.repeat(100_000)],
    ['mappings in mappings', '{a: '.repeat(100_000)],
    ['lines ever deeper', Array.from({ length: 1_300 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['length', 'x'.repeat(1_000_001)],
    ['as many keys as fit', Array.from({ length: 110_000 }, (_, index) => `k${index}:`).join('\n')],
  ])('%s', (_, text) => {
    const start = performance.now()
    expect(Array.isArray(problemsOf(text))).toBe(true)
    expect(performance.now() - start).toBeLessThan(10_000)
  })
})
