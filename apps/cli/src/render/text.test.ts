import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alignColumns, breakLine, widthOf, writeText } from './text.ts'

function written(text: string, stream: { readonly isTTY?: boolean; readonly columns?: number } = {}): string {
  const parts: string[] = []
  writeText({ ...stream, write: (part) => parts.push(part) }, text)
  return parts.join('')
}

describe('text on a terminal', () => {
  const terminal = { isTTY: true, columns: 20 }

  test('is broken between words, the rest set in below the beginning', () => {
    expect(written('  a line that is too long\nshort\n', terminal)).toBe(
      '  a line that is too\n    long\nshort\n',
    )
  })

  test('has a whole column on the next line if it fits there, and a label before its text', () => {
    expect(breakLine('alice@x.org  Alice  via Backend', 24)).toEqual(['alice@x.org  Alice', '  via Backend'])
    expect(breakLine('  why  it is so for a good reason', 20)).toEqual([
      '  why  it is so for',
      '    a good reason',
    ])
  })

  test('keeps its colours, which take no columns', () => {
    const red = '\u001B[31mtwelve chars\u001B[39m'
    expect(written(`${red} and on`, terminal)).toBe(`${red} and on`)
  })

  test('never loses a word, and breaks wherever there is a blank to break at', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 })
    fc.assert(
      fc.property(words, fc.nat(6), fc.integer({ min: 24, max: 60 }), (list, indent, columns) => {
        const lines = breakLine(' '.repeat(indent) + list.join(' '), columns)
        expect(lines.join(' ').trim().split(/ +/)).toEqual(list)
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns)
      }),
    )
  })
})

test('text for a pipe is not broken, and has neither colours nor control characters', () => {
  const long = `${'word '.repeat(80)}end`
  expect(written(long)).toBe(long)
  expect(written('\u001B[31mred\u001B[39m\u0007 a\rb\n')).toBe('\uFFFD[31mred\uFFFD[39m\uFFFD a\uFFFDb\n')
})

test('columns are as wide as their widest cell, colours left aside', () => {
  expect(
    alignColumns([
      ['a', 'bb', 'x'],
      ['\u001B[31mccc\u001B[39m', 'd', ''],
    ]),
  ).toEqual(['a    bb  x', '\u001B[31mccc\u001B[39m  d'])
})
