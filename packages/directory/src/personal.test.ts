import { describe, expect, test } from 'vitest'
import { createDirectory, type User } from './model.ts'
import { hasGroups, personalGroup, personalGroupId, userOfPersonalGroup } from './personal.ts'

const user: User = {
  id: 42,
  username: 'anna',
  name: 'Anna A.',
  email: 'anna@example.org',
  active: true,
  serviceAccount: false,
}

describe('a personal group', () => {
  test('is a group of one, named by username, nested in none', () => {
    expect(personalGroup({ ...user, attributes: { team: 'x' } })).toEqual({
      id: 'user-42',
      name: 'anna',
      superuser: false,
      parents: [],
      members: [42],
      attributes: { team: 'x' },
    })
    expect(personalGroup(user).attributes).toEqual({})
  })

  test.each([1, 42, 1_000_000_000])('has an id that gives its user back: %d', (id) => {
    expect(personalGroupId(id)).toBe(`user-${id}`)
    expect(userOfPersonalGroup(personalGroupId(id))).toBe(id)
  })

  test.each([
    '',
    'user-',
    'user-0',
    'user-01',
    'user--1',
    'user-1.5',
    'user-x',
    'xuser-1',
    'user-1x',
    'user-12345678901',
  ])('is not taken from %j', (id) => {
    expect(userOfPersonalGroup(id)).toBeUndefined()
  })
})

test('a directory of people alone has no group of its own', () => {
  const group = { ...personalGroup(user), id: '4c00dde3-0000-4000-8000-00000000000a' }
  expect(hasGroups(createDirectory([], []))).toBe(false)
  expect(hasGroups(createDirectory([personalGroup(user)], [user]))).toBe(false)
  expect(hasGroups(createDirectory([personalGroup(user), group], [user]))).toBe(true)
})
