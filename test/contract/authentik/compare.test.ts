import { describe, expect, it } from 'vitest'
import { compareBodies, createIdentities } from './compare.ts'

const A = '6f5acb05-a16e-49d3-b3e3-5453a2a1f1eb'
const B = '0cf84710-304f-4005-a0e5-e36c84169abf'

describe('comparing with a recording', () => {
  it('finds a different text, number, null, key and length', () => {
    const recorded = { name: 'a', count: 1, parent: null, users: [1, 2], old: true }
    const actual = { name: 'b', count: 2, parent: 'x', users: [1], fresh: true }
    expect(compareBodies(recorded, actual, createIdentities())).toEqual([
      'name: recorded "a", got "b"',
      'count: recorded 1, got 2',
      'parent: recorded null, got "x"',
      'users.length: recorded 2, got 1',
      'old: recorded true, got undefined',
      'fresh: recorded undefined, got true',
    ])
  })

  it('counts the entries that a recording leaves out', () => {
    const ids = createIdentities()
    expect(compareBodies(['a', '... 2 more'], ['a', 'x', 'y'], ids)).toEqual([])
    expect(compareBodies(['a', '... 2 more'], ['a', 'x'], ids)).toEqual(['.length: recorded 3, got 2'])
  })

  it('lets an id differ, but each recorded one stand for the same one', () => {
    const ids = createIdentities()
    expect(compareBodies({ pk: A }, { pk: B }, ids)).toEqual([])
    expect(compareBodies({ pk: A.replaceAll('-', '') }, { pk: B.replaceAll('-', '') }, ids)).toEqual([])
    expect(compareBodies({ pk: A }, { pk: A }, ids)).toHaveLength(1)
    expect(compareBodies({ parent: B }, { parent: B }, ids)).toHaveLength(1)
    expect(compareBodies({ users: [47] }, { users: [34] }, ids)).toEqual([])
    expect(compareBodies({ path: '/users/47/' }, { path: '/users/35/' }, ids)).toHaveLength(1)
  })

  it('wants a time for a time and a uid for a uid', () => {
    const ids = createIdentities()
    const time = { created: '2026-11-24T08:46:53.841161Z' }
    expect(compareBodies(time, { created: '2027-01-01T00:00:00.000001Z' }, ids)).toEqual([])
    expect(compareBodies(time, { created: '2027-01-01T00:00:00Z' }, ids)).toHaveLength(1)
    expect(compareBodies({ uid: 'abcd' }, { uid: '1234' }, ids)).toEqual([])
    expect(compareBodies({ uid: 'abcd' }, { uid: '12' }, ids)).toHaveLength(1)
  })
})
