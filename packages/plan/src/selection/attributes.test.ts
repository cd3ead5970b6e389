import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readGroupAttributes } from './attributes.ts'

const read = (attributes: Record<string, unknown>) => readGroupAttributes(attributes, 'example.org')

test('a group that says nothing asks for nothing', () => {
  const nothing = { enabled: undefined, undecided: false, address: undefined, problems: [] }
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
    expect(read({ cowherd: { address } })).toMatchObject({ address: whole, problems: [] })
    expect(read({ 'cowherd.address': address })).toMatchObject({ address: whole, problems: [] })
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
    expect(read({ ...attributes })).toMatchObject({ enabled: undefined, address: undefined, problems })
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
        fc.dictionary(fc.constantFrom('cowherd', 'cowherd.enabled', 'cowherd.address'), fc.jsonValue()),
        (attributes) => {
          expect(read(attributes).problems.length).toBeLessThanOrEqual(3)
        },
      ),
    )
  })
})
