import { describe, expect, test } from 'vitest'
import { parseRules } from '../parse/parse.ts'
import { lintRules } from './lint.ts'

const served = ['example.org', 'example.net']
const find = (...rules: readonly string[]) =>
  lintRules(parseRules(`rules: [${rules.join(', ')}]`, 'f'), { served }).map(({ code, rule }) => [code, rule])

describe('what is doubtful is found', () => {
  test.each<[string, string[], [string, string]]>([
    ['a rule behind one for everything', ['{name: all}', '{match: {group: a}}'], ['unreachable', 'rule 2']],
    [
      'a user rule behind one for everybody',
      ['{kind: user, ignore: true}', '{kind: user, match: {user: a}, address: a}'],
      ['unreachable', 'rule 2'],
    ],
    ['a domain that is not served', ['{domain: [example.org, other.test]}'], ['domain-not-served', 'rule 1']],
    ['an address in one', ['{match: {group: a}, address: a@other.test}'], ['domain-not-served', 'rule 1']],
    [
      'a domain for addresses that bring theirs',
      ['{address: "{slug}@example.org", domain: example.net}'],
      ['domain-unused', 'rule 1'],
    ],
    ['one address for all groups', ['{address: all}'], ['one-address-for-many', 'rule 1']],
    [
      'one address for groups of a glob',
      ['{match: {group: "a*"}, address: all}'],
      ['one-address-for-many', 'rule 1'],
    ],
    ['one address for all users', ['{kind: user, address: all}'], ['one-address-for-many', 'rule 1']],
    [
      'the same address twice',
      ['{match: {group: a}, address: x}', '{match: {group: b}, address: [y, X]}'],
      ['same-address', 'rule 2'],
    ],
    [
      'the same address of a group and a user',
      [
        '{match: {group: a}, address: x, domain: served}',
        '{kind: user, match: {user: b}, address: x@example.net}',
      ],
      ['same-address', 'rule 2'],
    ],
    ['the same address in one rule', ['{match: {group: a}, address: [x, x]}'], ['same-address', 'rule 1']],
    [
      'members that cannot be',
      ['{members: {domains: other.test, external: drop}}'],
      ['no-members-left', 'rule 1'],
    ],
    [
      'a member added and left out',
      ['{members: {add: [a@b.test], leave_out: [A@b.test]}}'],
      ['added-and-left-out', 'rule 1'],
    ],
    ['two rules of one name', ['{name: x, match: {group: a}}', '{name: x}'], ['duplicate-name', 'x']],
  ])('%s', (_, rules, finding) => {
    expect(find(...rules)).toEqual([finding])
  })
})

describe('nothing is found in', () => {
  test.each<[string, string[]]>([
    ['a narrow rule before a wide one', ['{match: {group: a}}', '{}']],
    ['a rule for superusers behind one for all others', ['{}', '{match: {superuser: any}}']],
    ['rules of two kinds', ['{}', '{kind: user, address: "{username}"}']],
    ['a role address', ['{match: {group: duty}, address: [support, "@example.net"]}']],
    ['an address for what an attribute names', ['{match: {attributes: {mail.kind: all}}, address: all}']],
    [
      'an address in two domains',
      ['{match: {group: a}, address: x@example.org}', '{match: {group: b}, address: x@example.net}'],
    ],
    ['the server’s domains', ['{domain: served, members: {domains: [served], external: drop}}']],
    [
      'a domain for one of two addresses',
      ['{address: ["{slug}", "{slug}-x@example.org"], domain: example.net}'],
    ],
  ])('%s', (_, rules) => {
    expect(find(...rules)).toEqual([])
  })
})

test('where the domains of the server are not known, none is called wrong', () => {
  const rules = parseRules('rules: [{domain: other.test, members: {domains: x.test, external: drop}}]', 'f')
  expect(lintRules(rules)).toEqual([])
})

test('a finding is a sentence that names the other rule', () => {
  const rules = parseRules('rules: [{name: all}, {name: board, match: {group: board}}]', 'f')
  expect(lintRules(rules)).toEqual([
    {
      code: 'unreachable',
      rule: 'board',
      position: 2,
      message:
        'Never used: all comes first and matches everything that board matches. Move it up or narrow all.',
    },
  ])
})
