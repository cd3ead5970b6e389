import { describe, expect, test } from 'vitest'
import { RulesError, type RulesProblem } from './error.ts'
import { parseRules } from './parse.ts'

function errorOf(text: string): RulesError {
  try {
    parseRules(text, 'cowherd.yaml')
  } catch (error) {
    if (error instanceof RulesError) return error
    throw error
  }
  throw new Error('the text is a sound file')
}

const problemsOf = (text: string): readonly RulesProblem[] => errorOf(text).problems
const linesOf = (text: string) => errorOf(text).message.split('\n')

test('every problem is named with its line, column, key and what may stand there, in the order of the file', () => {
  const text = `rules:
  - name: ""
    match: {group: "/(/", user: x}
    adress: "{slug}"
    members:
      external: kepe
      nested: yes
    policy: Sync
  - kind: user
    address: "{slug}"
`
  expect(linesOf(text)).toEqual([
    'cowherd.yaml:2:11 rules[0].name: must not be empty',
    'cowherd.yaml:3:20 rules[0].match.group: is no regular expression: Invalid regular expression: /(/: Unterminated group',
    'cowherd.yaml:3:27 rules[0].match.user: belongs to rules of kind: user',
    'cowherd.yaml:4:5 rules[0].adress: is not a key; did you mean address?',
    'cowherd.yaml:6:17 rules[0].members.external: must be keep or drop, not "kepe"',
    'cowherd.yaml:7:15 rules[0].members.nested: must be true or false, not "yes"',
    'cowherd.yaml:8:13 rules[0].policy: must be sync, upsert-only or create-only, not "Sync"',
    'cowherd.yaml:10:14 rules[1].address: has the unknown placeholder {slug}; here are {username}, {name}, {given}, {family}, {attributes.…}',
  ])
})

test('the words that may stand there are given apart, too', () => {
  const text =
    'rules: [{policy: all, internal: 1, name: [x], match: {superuser: all, group: 1}}, {kind: 1}, {kind: user}]'
  expect(problemsOf(text).map(({ key, allowed }) => [key, allowed])).toEqual([
    ['rules[0].policy', ['sync', 'upsert-only', 'create-only']],
    ['rules[0].internal', ['true', 'false']],
    ['rules[0].name', undefined],
    ['rules[0].match.superuser', ['true', 'false', 'any']],
    ['rules[0].match.group', undefined],
    ['rules[1].kind', ['group', 'user']],
    ['rules[2].address', undefined],
  ])
})

describe('a rule is refused', () => {
  test.each([
    ['{kind: users}', 'rules[0].kind', 'must be group or user, not "users"'],
    ['{kind: user}', 'rules[0].address', 'is missing'],
    ['{ignore: true, address: x, large: split}', 'rules[0].address', 'cannot stand beside ignore: true'],
    ['{kind: user, ignore: true, address: x}', 'rules[0].address', 'cannot stand beside ignore: true'],
    ['{kind: user, address: "{username}", members: {}}', 'rules[0].members', 'belongs to rules about groups'],
    [
      '{kind: user, ignore: true, match: {group: x}}',
      'rules[0].match.group',
      'belongs to rules about groups',
    ],
    ['{match: {user: x}}', 'rules[0].match.user', 'belongs to rules of kind: user'],
    ['{match: []}', 'rules[0].match', 'must be a mapping, not a list'],
    ['{match: }', 'rules[0].match', 'must be a mapping, not nothing'],
    ['{match: {attributes: []}}', 'rules[0].match.attributes', 'must be a mapping of attributes, not a list'],
    ['{match: {attributes: {a..b: 1}}}', 'rules[0].match.attributes["a..b"]', 'is no path'],
    ['{match: {attributes: {a: null}}}', 'rules[0].match.attributes.a', 'must be'],
    ['{match: {attributes: {a: []}}}', 'rules[0].match.attributes.a', 'must not be an empty list'],
    ['{match: {attributes: {a: [[x]]}}}', 'rules[0].match.attributes.a[0]', 'must be a value, not a list'],
    ['{match: {attributes: {a: .inf}}}', 'rules[0].match.attributes.a', 'must be a finite number'],
    [
      '{match: {attributes: {a: {exist: true}}}}',
      'rules[0].match.attributes.a.exist',
      'did you mean exists?',
    ],
    [
      '{match: {attributes: {a: {exists: 1}}}}',
      'rules[0].match.attributes.a.exists',
      'must be true or false',
    ],
    ['{match: {group: []}}', 'rules[0].match.group', 'must not be an empty list'],
    ['{match: {group: ""}}', 'rules[0].match.group', 'must not be empty'],
    [
      '{match: {group: 7}}',
      'rules[0].match.group',
      'must be text or a list of texts, not 7 (put it in quotes)',
    ],
    ['{match: {group: [a, 7]}}', 'rules[0].match.group[1]', 'must be text, not 7 (put it in quotes)'],
    ['{match: {group: /a}}', 'rules[0].match.group', 'has no / at its end'],
    ['{match: {group: //}}', 'rules[0].match.group', 'is an empty regular expression'],
    ['{match: {group: /a/g}}', 'rules[0].match.group', 'only i and u can stand there'],
    ['{match: {group: /a/ii}}', 'rules[0].match.group', 'only i and u can stand there'],
    ['{match: {superuser: all}}', 'rules[0].match.superuser', 'must be true, false or any, not "all"'],
    ['{domain: localhost}', 'rules[0].domain', 'is no mail domain: "localhost"'],
    ['{domain: [example.org, Served]}', 'rules[0].domain[1]', 'is no mail domain: "Served"'],
    ['{address: [a, b c]}', 'rules[0].address[1]', 'has characters that cannot stand before the @: "b c"'],
    ['{members: {add: boss@example.org}}', 'rules[0].members.add', 'must be a list of mail addresses'],
    ['{members: {add: [boss]}}', 'rules[0].members.add[0]', 'is no mail address: "boss"'],
    ['{members: {leave_out: [7]}}', 'rules[0].members.leave_out[0]', 'put it in quotes'],
    [
      '{members: {address_from: mail}}',
      'rules[0].members.address_from',
      'must be email or attributes.…, not "mail"',
    ],
    ['{members: {address_from: attributes.}}', 'rules[0].members.address_from', 'is no path'],
    ['{public_comment: "a\\nb"}', 'rules[0].public_comment', 'must be on one line'],
    [`{public_comment: ${'ü'.repeat(81)}}`, 'rules[0].public_comment', 'must not be longer than 160 bytes'],
    ['{constructor: x}', 'rules[0].constructor', 'cannot be used as a key'],
    [
      '{match: {attributes: {__proto__: x}}}',
      'rules[0].match.attributes.__proto__',
      'cannot be used as a key',
    ],
    ['{name: a, name: b}', 'rules[0].name', 'stands there twice'],
    ['text', 'rules[0]', 'must be a mapping, not "text"'],
    ['[]', 'rules[0]', 'must be a mapping, not a list'],
  ])('%s', (rule, key, problem) => {
    expect(problemsOf(`rules: [${rule}]`)).toContainEqual(
      expect.objectContaining({ key, problem: expect.stringContaining(problem), line: 1 }),
    )
  })
})

describe('a file is refused', () => {
  test.each([
    ['', '', 'must be a mapping, not nothing'],
    ['rules:', 'rules', 'must be a list of rules, not nothing'],
    ['rules: {}', 'rules', 'must be a list of rules, not a mapping'],
    ['rule: []', 'rule', 'is not a key; did you mean rules?'],
    ['{}', 'rules', 'is missing'],
    ['[]', '', 'must be a mapping, not a list'],
  ])('%j', (text, key, problem) => {
    expect(problemsOf(text)).toContainEqual(
      expect.objectContaining({ key, problem: expect.stringContaining(problem), line: 1 }),
    )
  })
})

describe('the place is that of what is wrong', () => {
  test('in what an alias stands for', () => {
    const text = `rules:
  - &base
    members: {external: x}
  - <<: *base
    name: b
`
    expect(linesOf(text)).toEqual([
      'cowherd.yaml:3:25 rules[0].members.external: must be keep or drop, not "x"',
      'cowherd.yaml:3:25 rules[1].members.external: must be keep or drop, not "x"',
    ])
  })

  test('of the alias where that is a thing of the wrong kind', () => {
    expect(linesOf('rules:\n  - name: &n x\n    members: *n\n')).toEqual([
      'cowherd.yaml:3:14 rules[0].members: must be a mapping, not "x"',
    ])
  })

  test('of the rule where a key is missing', () => {
    expect(linesOf('rules:\n  - kind: user\n')).toEqual(['cowherd.yaml:2:5 rules[0].address: is missing'])
  })
})
