import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AttributeTest, NamePattern } from '../model/pattern.ts'
import type { GroupMatch } from '../model/rules.ts'
import { matcher, readPattern } from '../pattern/pattern.ts'
import { groupMatchCovers, userMatchCovers } from './covers.ts'

function patterns(...texts: readonly string[]): NamePattern[] {
  return texts.map((text) => {
    const result = readPattern(text)
    if ('problem' in result) throw new Error(result.problem)
    return result.value
  })
}

const any: GroupMatch = {
  group: undefined,
  attributes: [],
  under: undefined,
  superuser: false,
  hasMembers: undefined,
}
const named = (...texts: readonly string[]): GroupMatch => ({ ...any, group: patterns(...texts) })
const having = (...attributes: readonly AttributeTest[]): GroupMatch => ({ ...any, attributes })

describe('a match covers another', () => {
  const kind = ['mail', 'kind']
  test.each<[string, GroupMatch, GroupMatch]>([
    ['any of any name', any, named('a')],
    ['the same', named('a', '/b/i'), named('/b/i', 'a')],
    ['one of its names', named('a', 'b'), named('b')],
    ['a star of a word', named('*'), named('team')],
    ['a star of a star', named('team-*'), named('team-*-lead')],
    ['stars of stars', named('*a*'), named('b*ab*')],
    ['a regular expression of a word', named('/^team/'), named('team-x')],
    ['a regular expression that all names have', named('/.*/'), named('{a,b}', '/x/')],
    ['a set of a word', named('{a,b}'), named('b')],
    ['no test of a test', any, having({ path: kind, exists: true })],
    ['more values of fewer', having({ path: kind, values: ['a', 1] }), having({ path: kind, values: ['1'] })],
    [
      'that it is there of a value',
      having({ path: kind, exists: true }),
      having({ path: kind, values: ['a'] }),
    ],
    ['any superuser of none', { ...any, superuser: 'any' }, any],
    ['any number of members of some', any, { ...any, hasMembers: true }],
    [
      'an ancestor of the same with more',
      { ...any, under: patterns('a*') },
      { ...named('x'), under: patterns('ab') },
    ],
  ])('%s', (_, wide, narrow) => {
    expect(groupMatchCovers(wide)(narrow)).toBe(true)
  })
})

describe('a match does not cover another', () => {
  const kind = ['mail', 'kind']
  test.each<[string, GroupMatch, GroupMatch]>([
    ['a name of any', named('*'), any],
    ['one of two names', named('a'), named('a', 'b')],
    ['a word of a star', named('team'), named('team*')],
    ['a longer of a shorter star', named('team-*-lead'), named('team-*')],
    ['the other way round', named('b*ab*'), named('*a*')],
    ['a set of a star', named('{a,b}'), named('*')],
    ['an expression of another', named('/a/'), named('/ab/')],
    ['other flags', named('/a/'), named('/a/i')],
    [
      'fewer values of more',
      having({ path: kind, values: ['a'] }),
      having({ path: kind, values: ['a', 'b'] }),
    ],
    [
      'a value of that it is there',
      having({ path: kind, values: ['a'] }),
      having({ path: kind, exists: true }),
    ],
    [
      'that it is not there of a value',
      having({ path: kind, exists: false }),
      having({ path: kind, values: ['a'] }),
    ],
    ['another path', having({ path: ['a'], exists: true }), having({ path: ['b'], exists: true })],
    ['no superuser of any', any, { ...any, superuser: 'any' }],
    ['no superuser of superusers', any, { ...any, superuser: true }],
    ['members of any', { ...any, hasMembers: true }, any],
    ['an ancestor of none', { ...any, under: patterns('*') }, any],
  ])('%s', (_, wide, narrow) => {
    expect(groupMatchCovers(wide)(narrow)).toBe(false)
  })
})

test('users are covered by their names, attributes and whether they are active', () => {
  const user = { user: patterns('a*'), attributes: [], active: true }
  expect(userMatchCovers(user)({ ...user, user: patterns('ab*') })).toBe(true)
  expect(userMatchCovers(user)({ ...user, active: false })).toBe(false)
  expect(userMatchCovers(user)({ ...user, user: undefined })).toBe(false)
})

test('where a pattern covers another, every name of the other is one of its own', () => {
  const letter = fc.constantFrom(...'ab*?. -/![]{},+@()')
  const glob = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'a*.-'), minLength: 1, maxLength: 6 }),
    fc.string({ unit: letter, minLength: 1, maxLength: 6 }),
  )
  const regex = fc.constantFrom('/.*/', '/^/', '/$/', '/a/', '/^a.b$/i', '/^.*/')
  const pattern = fc
    .oneof(glob, regex)
    .map(readPattern)
    .filter((result) => 'value' in result)
    .map(({ value }) => value)
  const name = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'ab.-/ \n'), minLength: 1, maxLength: 8 }),
    fc
      .array(fc.constantFrom('.', '/', 'a', '-', './', '../', '/.', '/..', '\u{e000}', '*'), { minLength: 1 })
      .map((pieces) => pieces.join('')),
  )
  let told = 0
  fc.assert(
    fc.property(pattern, pattern, fc.array(name, { minLength: 20, maxLength: 20 }), (outer, inner, names) => {
      if (!groupMatchCovers({ ...any, group: [outer] })({ ...any, group: [inner] })) return
      const [isOuter, isInner] = [matcher(outer), matcher(inner)]
      for (const candidate of names.filter(isInner)) {
        expect(isOuter(candidate)).toBe(true)
        told += 1
      }
    }),
    { numRuns: 3_000 },
  )
  expect(told).toBeGreaterThan(100)
})
