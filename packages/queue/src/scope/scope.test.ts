import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseScopeKey, type Scope, scopeKey } from './scope.ts'

const scopes: fc.Arbitrary<Scope> = fc.oneof(
  fc.constant<Scope>({ kind: 'all' }),
  fc.uuid().map((id): Scope => ({ kind: 'group', id })),
  fc.maxSafeNat().map((id): Scope => ({ kind: 'user', id })),
)

test('a key gives its scope back, and two scopes never share one', () => {
  fc.assert(
    fc.property(scopes, scopes, (one, other) => {
      expect(parseScopeKey(scopeKey(one))).toEqual(one)
      expect(scopeKey(one) === scopeKey(other)).toBe(JSON.stringify(one) === JSON.stringify(other))
    }),
  )
})

test('a key may stand in a job id: it holds no colon', () => {
  fc.assert(
    fc.property(scopes, (scope) => {
      expect(scopeKey(scope)).toMatch(/^[a-z]+(-[0-9a-f]+)?$/)
    }),
  )
})

test('a group id in capitals is the same scope', () => {
  expect(scopeKey({ kind: 'group', id: 'ABCDEF00-0000-4000-8000-000000000001' })).toBe(
    'group-abcdef00000040008000000000000001',
  )
})

test.each(['', 'ALL', 'group-', 'group-12', 'user-', 'user-01', 'user--1', 'user-9007199254740993', 'x'])(
  '%j is no key',
  (key) => {
    expect(parseScopeKey(key)).toBeUndefined()
  },
)

test.each<Scope>([
  { kind: 'group', id: 'admins' },
  { kind: 'user', id: -1 },
  { kind: 'user', id: 1.5 },
  { kind: 'user', id: Number.NaN },
])('%j has no key', (scope) => {
  expect(() => scopeKey(scope)).toThrow(RangeError)
})
