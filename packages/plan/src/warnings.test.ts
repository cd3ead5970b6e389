import { describe, expect, test } from 'vitest'
import { desireState } from './plan.ts'
import { directoryOf, groupId, groupOf, person, range } from './testkit/people.ts'
import { planOf } from './testkit/plan.ts'
import { settingsOf } from './testkit/settings.ts'
import { domainNamed, targetOf } from './testkit/target.ts'
import { findWarnings } from './warnings.ts'

const groups = [groupOf(1, 'a', [1])]
const warningsOf = (one: Parameters<typeof planOf>[0]) => planOf(one).warnings

test('a plan without trouble warns of nothing', () => {
  expect(warningsOf({ groups })).toEqual([])
})

describe('the plan warns', () => {
  test('when the default domain is not served, or inactive', () => {
    expect(warningsOf({ groups, settings: { domain: 'wrong.test' } })).toMatchObject([
      { code: 'domain-not-served', message: expect.stringContaining('COWHERD_DOMAIN=wrong.test') },
    ])
    const domains = [domainNamed('example.org', { active: false })]
    expect(warningsOf({ groups, target: { domains } })).toMatchObject([{ code: 'domain-inactive' }])
  })

  test('when the default domain has a typing error though no group needs it', () => {
    const directory = directoryOf([])
    const settings = settingsOf({ domain: 'wrong.test' })
    const { desired, lookup } = desireState(directory, targetOf([]), settings)
    expect(findWarnings(directory, desired, lookup, settings)).toHaveLength(1)
  })

  test('of groups nested in a circle, by name', () => {
    const circle = [groupOf(1, 'a', [1], { parents: [2] }), groupOf(2, 'b', [], { parents: [1] })]
    expect(warningsOf({ groups: circle })).toEqual([
      {
        code: 'nesting-cycle',
        message:
          'Groups are nested in each other in a circle: "a", "b". Each of them has the members of all.',
      },
    ])
  })

  test('of members outside the served domains, with some of the domains', () => {
    const people = range(1, 5).map((n) => person(n, { email: `x@elsewhere${n}.test` }))
    const one = { groups: [groupOf(1, 'a', range(1, 6))], people }
    expect(warningsOf(one)).toMatchObject([
      {
        code: 'external-members',
        address: 'a@example.org',
        group: { id: groupId(1), name: 'a' },
        message: expect.stringMatching(
          /has 5 members outside the served domains \(elsewhere1.test, elsewhere2.test, elsewhere3.test, …\).*COWHERD_EXTERNAL_MEMBERS=drop/,
        ),
      },
    ])
    const few = warningsOf({ ...one, groups: [groupOf(1, 'a', [1])] })
    expect(few[0]?.message).toContain('(elsewhere1.test)')
  })

  test.each([
    ['member-no-address', { email: '' }, 'u1 is left out'],
    ['member-invalid-address', { email: 'a\nb@c.test' }, 'u1 ("a\\nb@c.test") is left out'],
    ['member-no-mailbox', { email: 'nobody@example.org' }, 'so mail to it would bounce'],
    ['member-own-address', { email: 'a@example.org' }, 'is the alias itself'],
  ])('of a person who is left out: %s', (code, facts, words) => {
    const one = { groups: [groupOf(1, 'a', [1, 2])], people: [person(1, facts)] }
    expect(warningsOf(one)).toEqual([{ code, user: 'u1', message: expect.stringContaining(words) }])
  })

  test('of people who are left out once each, however many lists it concerns', () => {
    const people = [person(1, { email: '' }), person(10, { email: '' }), person(2, { email: '' })]
    const lists = [...'edcba'].map((name, index) => groupOf(index + 1, name, [10, 2, 1]))
    const warnings = warningsOf({ groups: lists, people })
    expect(warnings.map(({ user }) => user)).toEqual(['u1', 'u2', 'u10'])
    expect(warnings[0]?.message).toBe(
      'u1 is left out of a@example.org, b@example.org, c@example.org and 2 more: the user has no e-mail address in Authentik.',
    )
  })

  test('of people in a group that has no address either', () => {
    const warnings = warningsOf({ groups: [groupOf(1, '🎉', [1, 2])], people: [person(1, { email: '' })] })
    expect(warnings[0]?.message).toContain('left out of (no address)')
  })
})

test('people who are left out on purpose are not worth a warning', () => {
  const people = [person(1, { active: false }), person(2, { serviceAccount: true })]
  expect(warningsOf({ groups: [groupOf(1, 'a', [1, 2, 3])], people })).toEqual([])
})
