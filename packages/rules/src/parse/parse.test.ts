import { describe, expect, test } from 'vitest'
import { emptyRules } from '../model/rules.ts'
import { parseRules } from './parse.ts'

const nothing = {
  domain: undefined,
  internal: undefined,
  senderAllowed: undefined,
  sogoVisible: undefined,
  publicComment: undefined,
  policy: undefined,
  orphans: undefined,
}
const anyMembers = {
  nested: undefined,
  serviceAccounts: undefined,
  external: undefined,
  domains: undefined,
  addressFrom: undefined,
  withoutMailbox: undefined,
  add: [],
  leaveOut: [],
}
const anyGroup = {
  group: undefined,
  attributes: [],
  under: undefined,
  superuser: false,
  hasMembers: undefined,
}

describe('a rule about groups', () => {
  test('that says nothing matches all ordinary groups and leaves everything to the settings', () => {
    const rule = {
      kind: 'group',
      name: 'rule 1',
      position: 1,
      match: anyGroup,
      action: { ...nothing, address: undefined, members: anyMembers, large: undefined },
    }
    expect(parseRules('rules: [{}]', 'f').groups).toEqual([rule])
    expect(parseRules('rules: [{match: {}, kind: group, ignore: false}]', 'f').groups).toEqual([rule])
  })

  test('can have every condition', () => {
    const text = `
rules:
  - match:
      group: [board-*, "/^Team /iu"]
      attributes: {mail.kind: [team, 3], public: true, x: {exists: false}}
      under: All companies
      superuser: any
      has_members: false
    ignore: true`
    expect(parseRules(text, 'f').groups).toEqual([
      {
        kind: 'group',
        name: 'rule 1',
        position: 1,
        action: 'ignore',
        match: {
          group: [
            { kind: 'glob', glob: 'board-*' },
            { kind: 'regex', source: '^Team ', flags: 'iu' },
          ],
          attributes: [
            { path: ['mail', 'kind'], values: ['team', 3] },
            { path: ['public'], values: [true] },
            { path: ['x'], exists: false },
          ],
          under: [{ kind: 'glob', glob: 'All companies' }],
          superuser: 'any',
          hasMembers: false,
        },
      },
    ])
  })

  test('can have every option', () => {
    const text = `
rules:
  - name: " board "
    address: ["{slug}", Info@Example.org]
    domain: [Bücher.example, served, bücher.example]
    members:
      nested: false
      service_accounts: include
      external: drop
      domains: served
      address_from: [email, attributes.mail.other]
      without_mailbox: keep
      add: [Boss@Example.org, boss@example.org]
      leave_out: [jdoe, X@Example.org]
    internal: true
    sender_allowed: true
    sogo_visible: false
    public_comment: made by rule
    policy: upsert-only
    orphans: release
    large: split`
    expect(parseRules(text, 'f').groups).toMatchObject([
      {
        name: 'board',
        action: {
          address: [
            { written: '{slug}', local: [{ placeholder: 'slug' }], domain: undefined },
            { written: 'Info@Example.org', local: [{ text: 'info' }], domain: [{ text: 'example.org' }] },
          ],
          domain: { served: true, names: ['xn--bcher-kva.example'] },
          members: {
            nested: false,
            serviceAccounts: 'include',
            external: 'drop',
            domains: { served: true, names: [] },
            addressFrom: ['email', { attribute: ['mail', 'other'] }],
            withoutMailbox: 'keep',
            add: ['boss@example.org'],
            leaveOut: [
              { username: 'jdoe', address: undefined },
              { username: 'X@Example.org', address: 'x@example.org' },
            ],
          },
          internal: true,
          senderAllowed: true,
          sogoVisible: false,
          publicComment: 'made by rule',
          policy: 'upsert-only',
          orphans: 'release',
          large: 'split',
        },
      },
    ])
  })
})

describe('a rule about users', () => {
  test('can have every key, and matches active users unless it says otherwise', () => {
    const text = `
rules:
  - kind: user
    match: {user: "j*", attributes: {mail.aliases: {exists: true}}}
    address: ["{attributes.mail.aliases}", "{given}.{family}"]
    domain: example.org
    internal: true
  - kind: user
    match: {active: false}
    ignore: true`
    expect(parseRules(text, 'f')).toEqual({
      groups: [],
      users: [
        {
          kind: 'user',
          name: 'rule 1',
          position: 1,
          match: {
            user: [{ kind: 'glob', glob: 'j*' }],
            attributes: [{ path: ['mail', 'aliases'], exists: true }],
            active: true,
          },
          action: {
            ...nothing,
            address: [
              {
                written: '{attributes.mail.aliases}',
                local: [{ attribute: ['mail', 'aliases'] }],
                domain: undefined,
              },
              {
                written: '{given}.{family}',
                local: [{ placeholder: 'given' }, { text: '.' }, { placeholder: 'family' }],
                domain: undefined,
              },
            ],
            domain: { served: false, names: ['example.org'] },
            internal: true,
          },
        },
        {
          kind: 'user',
          name: 'rule 2',
          position: 2,
          match: { user: undefined, attributes: [], active: false },
          action: 'ignore',
        },
      ],
    })
  })
})

test('rules of both kinds keep their positions in the file', () => {
  const rules = parseRules(
    'rules: [{kind: user, address: "{username}"}, {}, {kind: user, ignore: true}]',
    'f',
  )
  expect(rules.groups.map(({ position, name }) => [position, name])).toEqual([[2, 'rule 2']])
  expect(rules.users.map(({ position }) => position)).toEqual([1, 3])
})

test('an empty list of rules is as no file', () => {
  expect(parseRules('rules: []', 'f')).toEqual(emptyRules)
})

test('anchors and merge keys can be used', () => {
  const text = `
rules:
  - &base {match: {group: &names [a, b]}, members: &people {external: drop}}
  - {<<: *base, match: {group: c}}
  - {match: {group: *names}, members: {<<: *people, nested: false}}`
  expect(parseRules(text, 'f').groups).toMatchObject([
    { match: { group: [{ glob: 'a' }, { glob: 'b' }] }, action: { members: { external: 'drop' } } },
    { match: { group: [{ glob: 'c' }] }, action: { members: { external: 'drop' } } },
    {
      match: { group: [{ glob: 'a' }, { glob: 'b' }] },
      action: { members: { external: 'drop', nested: false } },
    },
  ])
})
