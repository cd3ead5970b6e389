import { createDirectory, personalGroup } from '@cowherd/directory'
import { describe, expect, it } from 'vitest'
import { groupOf, person } from '../testkit/people.ts'
import { rulesOf } from '../testkit/settings.ts'
import { createMatcher, dependsOnAncestors } from './match.ts'

describe('rules depend on ancestors', () => {
  it.each([
    ['{match: {under: a}, ignore: true}', true],
    ['{address: "{parent}"}', true],
    ['{address: ["{slug}", "x-{parent}"]}', true],
    ['{address: "all@{parent}.test"}', true],
    ['{match: {group: a}, ignore: true}', false],
    ['{address: "{slug}@{attributes.parent}"}', false],
    ['{domain: served}', false],
    ['{kind: user, address: "{username}"}', false],
  ])('%s: %s', (rule, expected) => {
    expect(dependsOnAncestors(rulesOf(`rules: [${rule}]`))).toBe(expected)
  })
})

describe('a user', () => {
  const users = [
    person(1, { attributes: { kind: ['a', 'b'] } }),
    person(2, { active: false }),
    person(3, { username: 'x/y' }),
  ]
  const matcher = createMatcher(
    rulesOf(`rules:
  - {kind: user, name: by attribute, match: {attributes: {kind: b}}, address: a}
  - {kind: user, name: inactive, match: {active: false}, address: a}
  - {kind: user, name: by name, match: {user: "x/*"}, ignore: true}`),
    createDirectory(users.map(personalGroup), users),
  )

  it('gets the first rule of its kind that matches', () => {
    expect(users.map((user) => matcher.userRule(user)?.name)).toEqual(['by attribute', 'inactive', 'by name'])
    expect(matcher.userRule(person(9))).toBeUndefined()
    expect(matcher.groupRule(groupOf(1, 'x'))).toBeUndefined()
  })
})
