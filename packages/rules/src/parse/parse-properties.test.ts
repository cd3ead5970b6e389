import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { lintRules } from '../lint/lint.ts'
import type { Rules } from '../model/rules.ts'
import { fileOf } from '../testkit/file.ts'
import { RulesError } from './error.ts'
import { parseRules } from './parse.ts'

/** What reading gives: rules, or the one error that it may throw. Any other error fails the test. */
function outcome(text: string): Rules | RulesError {
  try {
    return parseRules(text, 'f')
  } catch (error) {
    if (error instanceof RulesError) return error
    throw error
  }
}

function check(text: string): void {
  const result = outcome(text)
  if (!(result instanceof RulesError)) {
    lintRules(result, { served: ['example.org'] })
    return
  }
  const lines = text.split('\n')
  expect(result.problems.length).toBeGreaterThan(0)
  for (const { line, column, problem } of result.problems) {
    expect(problem).not.toBe('')
    expect(line).toBeGreaterThanOrEqual(1)
    expect(line).toBeLessThanOrEqual(lines.length)
    expect(column).toBeGreaterThanOrEqual(1)
    expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1)
  }
}

const yamlPiece = fc.constantFrom(
  ...'rules: |- |  |\n|kind|user|match|group|attributes|address|members|ignore: true|{|}|[|]|,|&a |*a|<<: |"|\'|#|!!|>|?|: |\t|/x/i|{slug}|@|served|__proto__|.nan|0x1|~|---\n'.split(
    '|',
  ),
)

test('any text gives rules or a problem with its place', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), check))
  fc.assert(
    fc.property(
      fc.array(yamlPiece, { maxLength: 40 }).map((pieces) => pieces.join('')),
      check,
    ),
    {
      numRuns: 400,
    },
  )
})

test('a sound file with one piece of it replaced gives rules or a problem with its place', () => {
  const broken = fc
    .tuple(fileOf, fc.nat(), fc.nat(12), fc.oneof(yamlPiece, fc.string({ maxLength: 6 })))
    .map(([file, at, length, piece]) => {
      const text = stringify(file)
      const from = at % (text.length + 1)
      return text.slice(0, from) + piece + text.slice(from + length)
    })
  fc.assert(fc.property(broken, check), { numRuns: 400 })
})

test('a file of any values gives rules or a problem with its place', () => {
  const key = fc.constantFrom(
    'name',
    'kind',
    'match',
    'group',
    'attributes',
    'members',
    'domain',
    'address',
    'x',
  )
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<unknown>(null, true, 1, -0.5, '', 'user', 'x', '/x/', '{slug}', 'served', 'a@b.test'),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 5 }),
    ),
  }))
  fc.assert(
    fc.property(fc.array(tree, { maxLength: 4 }), (rules) => check(stringify({ rules }))),
    { numRuns: 400 },
  )
})

test('a sound file is read as what it says, however it is laid out', () => {
  fc.assert(
    fc.property(fileOf, (file) => {
      const rules = parseRules(stringify(file), 'f')
      expect(rules.groups.length + rules.users.length).toBe(file.rules.length)
      expect(parseRules(JSON.stringify(file), 'f')).toEqual(rules)
    }),
  )
})
