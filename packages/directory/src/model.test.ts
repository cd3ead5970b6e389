import { describe, expect, test } from 'vitest'
import { compareText, createDirectory, type Group, normaliseGroupId, type User } from './model.ts'

const group = (id: string, facts: Partial<Group> = {}): Group => ({
  id,
  name: id,
  superuser: false,
  parents: [],
  members: [],
  attributes: {},
  ...facts,
})
const user = (id: number): User => ({
  id,
  username: `u${id}`,
  name: '',
  email: '',
  active: true,
  serviceAccount: false,
})

describe('a group id', () => {
  test.each([
    ['4C00DDE3-0000-4000-8000-00000000000A', '4c00dde3-0000-4000-8000-00000000000a'],
    ['4c00dde300004000800000000000000a', '4c00dde3-0000-4000-8000-00000000000a'],
    ['not-a-uuid', 'not-a-uuid'],
    ['4c00dde300004000800000000000000a4', '4c00dde300004000800000000000000a4'],
    ['g4c00dde300004000800000000000000a', 'g4c00dde300004000800000000000000a'],
    ['', ''],
  ])('has one form: %j', (id, normal) => {
    expect(normaliseGroupId(id)).toBe(normal)
    expect(normaliseGroupId(normal)).toBe(normal)
  })
})

describe('a directory', () => {
  test('is the same whatever the order it was read in', () => {
    const groups = [group('c', { parents: ['a'] }), group('b', { parents: ['a'] }), group('a')]
    const users = [user(10), user(9), user(1)]
    const one = createDirectory(groups, users)
    const other = createDirectory(groups.toReversed(), users.toReversed())
    expect([...one.groups.keys()]).toEqual(['a', 'b', 'c'])
    expect([...one.users.keys()]).toEqual([1, 9, 10])
    expect(one.children).toEqual(new Map([['a', ['b', 'c']]]))
    expect([...other.groups]).toEqual([...one.groups])
    expect([...other.users]).toEqual([...one.users])
    expect(other.children).toEqual(one.children)
  })

  test('brings ids to their one form and lists parents and members once, sorted', () => {
    const id = '4C00DDE300004000800000000000000A'
    const { groups } = createDirectory([group(id, { parents: ['B', 'a', 'b'], members: [10, 9, 10] })], [])
    expect([...groups.values()]).toMatchObject([
      { id: '4c00dde3-0000-4000-8000-00000000000a', parents: ['a', 'b'], members: [9, 10] },
    ])
  })

  test('keeps a parent that was not read, which has no children', () => {
    const directory = createDirectory([group('b', { parents: ['a'] })], [])
    expect(directory.groups.get('b')?.parents).toEqual(['a'])
    expect(directory.children.size).toBe(0)
  })

  test('is not made of a reading in which an id occurs twice', () => {
    expect(() => createDirectory([group('a'), group('A')], [])).toThrow(/a group id occurs twice/)
    expect(() => createDirectory([], [user(1), user(1)])).toThrow(/a user id occurs twice/)
  })

  test('may be empty', () => {
    expect(createDirectory([], []).groups.size).toBe(0)
  })
})

test('texts are ordered by code unit, as on every other machine', () => {
  expect([compareText('a', 'b'), compareText('b', 'a'), compareText('a', 'a')]).toEqual([-1, 1, 0])
  expect(['b', 'a', 'Z', 'ä', 'a'].sort(compareText)).toEqual(['Z', 'a', 'a', 'b', 'ä'])
})
