import { createDirectory, personalGroup } from '@cowherd/directory'
import { describe, expect, it } from 'vitest'
import { groupOf, person } from '../testkit/people.ts'
import { rulesOf } from '../testkit/settings.ts'
import { createMatcher, dependsOnAncestors, isBuiltIn } from './match.ts'

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

describe('a group', () => {
  const groups = [
    groupOf(1, 'top', [1, 2]),
    groupOf(2, 'mid', [2], { parents: [1] }),
    groupOf(3, 'low', [], { parents: [2, 9] }),
    groupOf(4, 'admins', [1], { superuser: true }),
    groupOf(5, 'authentik Admins', [1]),
  ]
  const people = [person(1), person(2, { active: false })]
  const namesUnder = (match: string) => {
    const matcher = createMatcher(
      rulesOf(`rules: [{match: ${match}, ignore: true}]`),
      createDirectory(groups, people),
    )
    return groups.filter((group) => matcher.groupRule(group)).map(({ name }) => name)
  }

  it.each([
    ['{superuser: any}', ['top', 'mid', 'low', 'admins', 'authentik Admins']],
    ['{superuser: true}', ['admins', 'authentik Admins']],
    ['{superuser: false}', ['top', 'mid', 'low']],
    ['{under: top}', ['mid', 'low']],
    ['{under: mid}', ['low']],
    ['{under: nothing}', []],
    ['{has_members: true}', ['top']],
    ['{has_members: false}', ['mid', 'low']],
    ['{group: "*o*"}', ['top', 'low']],
    ['{group: "*o*", under: mid}', ['low']],
  ])('matches %s as it stands among the others', (match, names) => {
    expect(namesUnder(match)).toEqual(names)
    expect(namesUnder(match)).toEqual(names)
  })
})

it.each([
  ['authentik Admins', true],
  ['authentik Read-only', true],
  ['authentik admins', false],
  ['admins', false],
])('%s is one of Authentik’s own groups: %s', (name, own) => {
  expect(isBuiltIn(groupOf(1, name))).toBe(own)
})
