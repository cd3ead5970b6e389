import { createDirectory, personalGroup } from '@cowherd/directory'
import { describe, expect, test } from 'vitest'
import { selectGroups } from '../selection/select.ts'
import { groupOf, person } from '../testkit/people.ts'
import { rulesOf, settingsOf } from '../testkit/settings.ts'
import { domainNames, wishesOf } from './wishes.ts'

const served = ['example.org', 'second.test']

/** The addresses that the last of some groups wants under a rule. */
function wanted(
  rule: string,
  groups: Parameters<typeof createDirectory>[0],
  people: ReturnType<typeof person>[] = [],
) {
  const settings = settingsOf({ rules: rulesOf(`rules: [${rule}]`) })
  const directory = createDirectory(groups, people)
  const selection = selectGroups(directory, settings).findLast(({ skip }) => !skip)
  if (!selection) throw new Error('no group is selected')
  return wishesOf(selection, directory, served, settings)
}
const addresses = (...given: Parameters<typeof wanted>) =>
  wanted(...given).wishes.map(({ address }) => address)

describe('the addresses of a group', () => {
  const one = [groupOf(1, 'a')]

  test('are in the domains of its rule, in its own domain where it names one, and each once', () => {
    expect(addresses('{domain: [example.org, second.test]}', one)).toEqual(['a@example.org', 'a@second.test'])
    expect(addresses('{domain: served}', one)).toEqual(['a@example.org', 'a@second.test'])
    const own = [groupOf(1, 'a', [], { attributes: { cowherd: { domain: 'third.test' } } })]
    expect(addresses('{domain: served}', own)).toEqual(['a@third.test'])
    expect(addresses('{address: ["{slug}", a, "a@example.org"]}', one)).toEqual(['a@example.org'])
  })

  test('claim a role by a mere name only, and not where the rule says it first', () => {
    const abuse = [groupOf(1, 'Abuse')]
    const claims = (rule: string) => wanted(rule, abuse).wishes.map(({ claimsRole }) => claimsRole)
    expect(claims('{address: "{slug}"}')).toEqual([true])
    expect(claims('{address: abuse}')).toEqual([false])
    expect(claims('{address: [abuse, "{slug}"]}')).toEqual([false])
    expect(claims('{address: ["{slug}", abuse]}')).toEqual([true])
  })

  test('name its parent where it has one, and are none where it has several or none that was read', () => {
    const rule = '{match: {group: low}, address: "{slug}-of-{parent}"}'
    const [a, b] = [groupOf(1, 'First A'), groupOf(2, 'B')]
    expect(addresses(rule, [a, b, groupOf(3, 'low', [], { parents: [1] })])).toEqual([
      'low-of-first-a@example.org',
    ])
    expect(addresses(rule, [a, b, groupOf(3, 'low', [], { parents: [1, 2] })])).toEqual([])
    expect(addresses(rule, [a, groupOf(3, 'low', [], { parents: [9] })])).toEqual([])
  })

  test('are said to come from the attribute, the rule or the name', () => {
    const asked = [groupOf(1, 'a', [], { attributes: { cowherd: { address: 'b' } } })]
    expect(wanted('{name: lists, domain: served}', asked).rule).toBe('attribute cowherd.address')
    expect(wanted('{name: lists, domain: served}', one).rule).toBe('lists')
    expect(wanted('{match: {group: other}, domain: served}', one).rule).toBe('group name')
  })
})

describe('the personal addresses of a user', () => {
  const of = (name: string, rule: string) => {
    const user = person(7, { username: 'Ada L', name })
    return addresses(`{kind: user, address: ${JSON.stringify(rule)}}`, [personalGroup(user)], [user])
  }

  test('are made of the words of their name, whatever the blanks', () => {
    expect(of('  Ada  King\tLovelace ', '{given}.{family}')).toEqual(['ada.lovelace@example.org'])
    expect(of('Ada Lovelace', '{name}')).toEqual(['ada-lovelace@example.org'])
    expect(of('Ada', '{username}')).toEqual(['ada-l@example.org'])
  })

  test('have no family name where there is one word, and no name where there is none', () => {
    expect(of('Ada', '{given}')).toEqual(['ada@example.org'])
    expect(of('Ada', '{family}')).toEqual([])
    expect(of(' ', '{given}')).toEqual([])
  })
})

test('domains are named once, served ones only where they are asked for', () => {
  expect(domainNames(undefined, served, 'x.test')).toEqual(['x.test'])
  expect(domainNames({ names: ['a.test', 'a.test'], served: false }, served, 'x.test')).toEqual(['a.test'])
  expect(domainNames({ names: ['second.test'], served: true }, served, 'x.test')).toEqual([
    'second.test',
    'example.org',
  ])
})
