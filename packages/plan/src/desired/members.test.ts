import type { User } from '@cowherd/directory'
import { describe, expect, test } from 'vitest'
import { createLookup } from '../target/lookup.ts'
import { directoryOf, groupId, groupOf, person } from '../testkit/people.ts'
import { memberSettingsOf } from '../testkit/settings.ts'
import { addressOf, targetOf } from '../testkit/target.ts'
import type { MemberSettings } from './list-settings.ts'
import { type DropReason, decideAdded, decideMembers, dropTexts, memberAddresses } from './members.ts'

const target = targetOf([], {
  mailboxes: [
    { address: addressOf(1), receives: true },
    { address: addressOf(2), receives: false },
    { address: 'list@example.org', receives: true },
  ],
})
const lookup = createLookup(target, () => true)

function decide(facts: Partial<User>, settings: Partial<MemberSettings> = {}) {
  const directory = directoryOf([groupOf(1, 'list', [1])], [person(1, facts)])
  return decideMembers(directory, groupId(1), 'list@example.org', lookup, memberSettingsOf(settings))[0]
}

describe('a person is left out', () => {
  test.each<[DropReason, Partial<User>, Partial<MemberSettings>]>([
    ['inactive', { active: false }, {}],
    ['service-account', { serviceAccount: true }, {}],
    ['no-address', { email: '' }, {}],
    ['no-address', { email: ' \n' }, {}],
    ['invalid-address', { email: 'u1' }, {}],
    ['invalid-address', { email: 'u1@example.org,u2@example.org' }, {}],
    ['invalid-address', { email: 'u1@example.org\nu2@example.org' }, {}],
    ['own-address', { email: 'List@Example.org' }, {}],
    ['external', { email: 'x@elsewhere.test' }, { external: 'drop' }],
    ['no-mailbox', { email: 'nobody@example.org' }, {}],
    ['mailbox-inactive', { email: addressOf(2) }, {}],
  ])('%s: %j', (reason, facts, settings) => {
    expect(decide(facts, settings)?.drop).toBe(reason)
    expect(dropTexts[reason]).toMatch(/\w/)
  })

  test('for being inactive rather than for anything else', () => {
    expect(decide({ active: false, serviceAccount: true, email: '' })?.drop).toBe('inactive')
  })
})

describe('a person is in the list', () => {
  test.each<[string, Partial<User>, Partial<MemberSettings>]>([
    ['with a mailbox', {}, {}],
    ['with a mailbox in other case', { email: addressOf(1).toUpperCase() }, {}],
    ['from outside, unless told otherwise', { email: 'x@elsewhere.test' }, {}],
    ['as a service account on request', { serviceAccount: true }, { serviceAccounts: 'include' }],
  ])('%s', (_, facts, settings) => {
    expect(decide(facts, settings)?.drop).toBeUndefined()
  })
})

test('everybody’s way into the group is kept', () => {
  const directory = directoryOf([groupOf(1, 'list', [1]), groupOf(2, 'sub', [2], { parents: [1] })])
  const decisions = decideMembers(directory, groupId(1), '', lookup, memberSettingsOf())
  expect(decisions.map(({ user, path, address }) => [user.id, path, address])).toEqual([
    [1, [groupId(1)], addressOf(1)],
    [2, [groupId(1), groupId(2)], addressOf(2)],
  ])
})

test('an address that two people share is listed once, and stays while one of them does', () => {
  const people = [
    person(1),
    person(2, { email: addressOf(1), active: false }),
    person(3, { email: addressOf(1) }),
  ]
  const directory = directoryOf([groupOf(1, 'list', [1, 2, 3])], people)
  const decisions = decideMembers(directory, groupId(1), '', lookup, memberSettingsOf())
  expect(decisions.map(({ drop }) => drop)).toEqual([undefined, 'inactive', undefined])
  expect(memberAddresses(decisions)).toEqual([addressOf(1)])
})

test('where nesting does not count, only direct members are in the list', () => {
  const directory = directoryOf([groupOf(1, 'list', [1]), groupOf(2, 'sub', [2], { parents: [1] })])
  const settings = memberSettingsOf({ nested: false })
  const decided = (n: number) =>
    decideMembers(directory, groupId(n), '', lookup, settings).map(({ user, path }) => [user.id, path])
  expect(decided(1)).toEqual([[1, [groupId(1)]]])
  expect(decided(9)).toEqual([])
})

test('addresses come from where the rule says, each once, and blanks are none', () => {
  const email = addressOf(1)
  const facts = { attributes: { other: [email, 'x@elsewhere.test', ' ', null, 7] } }
  const addressFrom = ['email' as const, { attribute: ['other'] }]
  const decided = (one: Partial<User>) => {
    const directory = directoryOf([groupOf(1, 'list', [1])], [person(1, one)])
    return decideMembers(directory, groupId(1), '', lookup, memberSettingsOf({ addressFrom }))
  }
  expect(decided(facts).map(({ written, drop }) => [written, drop])).toEqual([
    [email, undefined],
    ['x@elsewhere.test', undefined],
    ['7', 'invalid-address'],
  ])
  expect(decided({ email: ' ' }).map(({ written, drop }) => [written, drop])).toEqual([['', 'no-address']])
})

test('added addresses are judged as members are', () => {
  const domains = { names: ['elsewhere.test'], served: false }
  const add = ['x@elsewhere.test', 'list@elsewhere.test', addressOf(1)]
  const settings = memberSettingsOf({ domains, add, leaveOutAddresses: new Set(['x@elsewhere.test']) })
  expect(decideAdded('list@elsewhere.test', lookup, settings).map(({ drop }) => drop)).toEqual([
    'left-out',
    'own-address',
    'other-domain',
  ])
})
