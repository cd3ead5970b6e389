import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readGroupAttributes } from './attributes.ts'

const read = (attributes: Record<string, unknown>) => readGroupAttributes(attributes, 'example.org')

const keys = [
  'enabled',
  'address',
  'addresses',
  'domain',
  'internal',
  'sender_allowed',
  'sogo_visible',
  'extra_members',
  'exclude_members',
  'public_comment',
]

test('a group that says nothing asks for nothing', () => {
  const nothing = {
    enabled: undefined,
    undecided: false,
    addresses: undefined,
    domain: undefined,
    internal: undefined,
    senderAllowed: undefined,
    sogoVisible: undefined,
    extraMembers: [],
    excludeMembers: [],
    publicComment: undefined,
    problems: [],
  }
  expect(read({})).toEqual(nothing)
  expect(read({ cowherd: null, other: { enabled: true } })).toEqual(nothing)
  expect(read({ cowherd: { enabled: null, address: null } })).toEqual(nothing)
})

describe('whether it is to have an alias', () => {
  test.each([
    [{ cowherd: { enabled: true } }, true],
    [{ cowherd: { enabled: false } }, false],
    [{ cowherd: { enabled: 'true' } }, true],
    [{ cowherd: { enabled: 'false' } }, false],
    [{ 'cowherd.enabled': true }, true],
    [{ 'cowherd.enabled': 'false' }, false],
    [{ cowherd: { address: 'a' }, 'cowherd.enabled': false }, false],
    [{ cowherd: { enabled: true }, 'cowherd.enabled': false }, true],
  ])('%j', (attributes, enabled) => {
    expect(read(attributes)).toMatchObject({ enabled, undecided: false, problems: [] })
  })
})

describe('the address that it asks for', () => {
  test.each([
    ['Team', 'team@example.org'],
    [' team ', 'team@example.org'],
    ['Team@Branch.test', 'team@branch.test'],
    ['x@Bücher.test', 'x@xn--bcher-kva.test'],
    ['@Example.org', '@example.org'],
    ['postmaster', 'postmaster@example.org'],
  ])('%j', (address, whole) => {
    expect(read({ cowherd: { address } })).toMatchObject({ addresses: [whole], problems: [] })
    expect(read({ 'cowherd.address': address })).toMatchObject({ addresses: [whole], problems: [] })
  })
})

describe('wrong values are named and never guessed at', () => {
  test.each([
    [{ cowherd: 'yes' }, ['cowherd must be a mapping']],
    [{ cowherd: [true] }, ['cowherd must be a mapping']],
    [{ cowherd: { enabled: 'yes' } }, ['cowherd.enabled must be true or false']],
    [{ 'cowherd.enabled': 1 }, ['cowherd.enabled must be true or false']],
    ...['a b', '', 'a,b', '@', '@nowhere', 'a@', 7, ['a'], { a: 1 }].map((address): [object, string[]] => [
      { cowherd: { address } },
      ['cowherd.address must be a local part, a whole address or @domain'],
    ]),
    [
      { cowherd: { enabled: 0, address: 0 } },
      [
        'cowherd.enabled must be true or false',
        'cowherd.address must be a local part, a whole address or @domain',
      ],
    ],
  ])('%j', (attributes, problems) => {
    expect(read({ ...attributes })).toMatchObject({ enabled: undefined, addresses: undefined, problems })
  })

  test.each([
    [{ cowherd: 'yes' }, true],
    [{ cowherd: { enabled: 'yes' } }, true],
    [{ cowherd: { address: 'a b' } }, false],
    [{ cowherd: { enabled: true, address: 'a b' } }, false],
  ])(
    'whether it is to have an alias stays open only where that cannot be read: %j',
    (attributes, undecided) => {
      expect(read(attributes).undecided).toBe(undecided)
    },
  )

  test('and no value throws', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('cowherd', ...keys.map((key) => `cowherd.${key}`)), fc.jsonValue()),
        (attributes) => {
          expect(read(attributes).problems.length).toBeLessThanOrEqual(keys.length + 1)
        },
      ),
    )
  })
})

describe('what else it may ask for', () => {
  test.each([
    [{ addresses: ['a', 'B@x.test', '@Y.test'] }, { addresses: ['a@example.org', 'b@x.test', '@y.test'] }],
    [{ address: 'a', addresses: ['a', 'b'] }, { addresses: ['a@example.org', 'b@example.org'] }],
    [{ address: 'a', domain: 'Bücher.test' }, { addresses: ['a@xn--bcher-kva.test'] }],
    [{ domain: 'x.test' }, { addresses: undefined, domain: 'x.test' }],
    [
      { internal: true, sender_allowed: 'false', sogo_visible: false },
      { internal: true, senderAllowed: false, sogoVisible: false },
    ],
    [{ extra_members: ['A@x.test', 'a@x.test'] }, { extraMembers: ['a@x.test'] }],
    [{ extra_members: 'a@x.test' }, { extraMembers: ['a@x.test'] }],
    [{ exclude_members: [' jdoe ', 'a@x.test'] }, { excludeMembers: ['jdoe', 'a@x.test'] }],
    [{ public_comment: 'for all' }, { publicComment: 'for all' }],
  ])('%j', (cowherd, expected) => {
    expect(read({ cowherd })).toMatchObject({ ...expected, problems: [] })
  })

  test.each([
    [{ addresses: ['a', 7] }, 'cowherd.addresses must be a list of local parts, whole addresses or @domain'],
    [{ domain: 'nowhere' }, 'cowherd.domain must be a mail domain'],
    [{ internal: 1 }, 'cowherd.internal must be true or false'],
    [{ extra_members: ['jdoe'] }, 'cowherd.extra_members must be a list of addresses'],
    [{ exclude_members: [''] }, 'cowherd.exclude_members must be a list of usernames or addresses'],
    [{ public_comment: 'ä'.repeat(81) }, 'cowherd.public_comment must be a text of at most 160 octets'],
  ])('and not: %j', (cowherd, problem) => {
    expect(read({ cowherd }).problems).toEqual([problem])
  })
})
