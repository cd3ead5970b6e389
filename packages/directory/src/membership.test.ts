import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findCycles } from './cycles.ts'
import { ancestors, effectiveMembers } from './membership.ts'
import { createDirectory, type Directory } from './model.ts'

/** A directory from `name: [parents, member numbers]`; every member exists but number 99. */
function directoryOf(
  groups: Readonly<Record<string, readonly [readonly string[], readonly number[]]>>,
): Directory {
  const numbers = new Set(Object.values(groups).flatMap(([, members]) => members))
  numbers.delete(99)
  return createDirectory(
    Object.entries(groups).map(([id, [parents, members]]) => ({
      id,
      name: id,
      superuser: false,
      parents,
      members,
      attributes: {},
    })),
    [...numbers].map((id) => ({
      id,
      username: `u${id}`,
      name: '',
      email: '',
      active: true,
      serviceAccount: false,
    })),
  )
}

const idsOf = (directory: Directory, id: string) => effectiveMembers(directory, id).map(({ user }) => user.id)

describe('the effective members of a group', () => {
  test('are its own and those of all groups nested in it, in order of id', () => {
    const directory = directoryOf({
      top: [[], [10, 3]],
      mid: [['top'], [9]],
      low: [['mid'], [1]],
      far: [[], [2]],
    })
    expect(idsOf(directory, 'top')).toEqual([1, 3, 9, 10])
    expect(idsOf(directory, 'mid')).toEqual([1, 9])
    expect(idsOf(directory, 'low')).toEqual([1])
  })

  test('count once, by the shortest path, where nesting forms a diamond', () => {
    const directory = directoryOf({
      top: [[], []],
      left: [['top'], []],
      right: [['top'], [1]],
      low: [
        ['left', 'right'],
        [1, 2],
      ],
    })
    expect(effectiveMembers(directory, 'top').map(({ user, path }) => [user.id, path])).toEqual([
      [1, ['top', 'right']],
      [2, ['top', 'left', 'low']],
    ])
  })

  test('are those of all where groups are nested in a circle', () => {
    const directory = directoryOf({
      a: [['c'], [1]],
      b: [['a'], [2]],
      c: [['b'], [3]],
      self: [['self'], [4]],
    })
    for (const id of ['a', 'b', 'c']) expect(idsOf(directory, id)).toEqual([1, 2, 3])
    expect(idsOf(directory, 'self')).toEqual([4])
  })

  test('leave out users who were not read', () => {
    expect(idsOf(directoryOf({ a: [[], [1, 99]] }), 'a')).toEqual([1])
  })

  test('of an unknown group are none, even where groups name it as their parent', () => {
    expect(idsOf(directoryOf({ a: [['gone'], [1]] }), 'gone')).toEqual([])
    expect(idsOf(directoryOf({}), 'gone')).toEqual([])
  })
})

describe('the ancestors of a group', () => {
  test('are all groups that it is nested in, without itself and without those that were not read', () => {
    const directory = directoryOf({
      top: [['low', 'unread'], []],
      left: [['top'], []],
      right: [['top'], []],
      low: [['left', 'right'], []],
    })
    expect([...ancestors(directory, 'low')].sort()).toEqual(['left', 'right', 'top'])
    expect([...ancestors(directory, 'unread')]).toEqual([])
  })
})

describe('cycles of nesting', () => {
  test('are found whole, sorted, and nothing else is', () => {
    const directory = directoryOf({
      z: [['y'], []],
      y: [['z'], []],
      b: [['a', 'b2'], []],
      a: [['b'], []],
      b2: [['b'], []],
      self: [['self'], []],
      below: [['a'], []],
      above: [[], []],
    })
    expect(findCycles(directory)).toEqual([['a', 'b', 'b2'], ['self'], ['y', 'z']])
  })

  test('are sorted, and told once, wherever the search comes upon them', () => {
    const directory = directoryOf({
      a: [[], []],
      z: [['a', 'm'], []],
      m: [['z'], []],
      self: [['a', 'self'], []],
      b: [['c'], []],
      c: [['b'], []],
    })
    expect(findCycles(directory)).toEqual([['b', 'c'], ['m', 'z'], ['self']])
  })

  test('are found though one of them holds a group that was looked at before', () => {
    const directory = directoryOf({ a: [['b'], []], b: [['d'], []], d: [['b'], []] })
    expect(findCycles(directory)).toEqual([['b', 'd']])
  })

  test('do not hold who is only nested in one of them, found before or after it', () => {
    const directory = directoryOf({
      a: [[], []],
      low: [['a', 'p', 'q'], []],
      lower: [['low'], []],
      p: [['a', 'q'], []],
      q: [['p'], []],
    })
    expect(findCycles(directory)).toEqual([['p', 'q']])
  })

  test('are not seen in a diamond or in a long chain', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, n) => [`g${n}`, [n > 0 ? [`g${n - 1}`] : [], []] as const]),
    )
    expect(findCycles(directoryOf(chain))).toEqual([])
    expect(
      findCycles(directoryOf({ t: [[], []], l: [['t'], []], r: [['t'], []], b: [['l', 'r'], []] })),
    ).toEqual([])
  })
})

describe('in any directory', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f']
  const directories = fc
    .record(
      Object.fromEntries(
        ids.map((id) => [id, fc.tuple(fc.subarray([...ids, 'unread']), fc.subarray([1, 2, 3, 4, 99]))]),
      ),
    )
    .map(directoryOf)

  test('a member of a group is a member of all its ancestors, and has a path of nested groups to show for it', () => {
    fc.assert(
      fc.property(directories, fc.constantFrom(...ids), (directory, id) => {
        for (const { user, path } of effectiveMembers(directory, id)) {
          for (const ancestor of ancestors(directory, id))
            expect(idsOf(directory, ancestor)).toContain(user.id)
          expect(path[0]).toBe(id)
          expect(directory.groups.get(path.at(-1) ?? '')?.members).toContain(user.id)
          for (const [index, step] of path.slice(1).entries()) {
            expect(directory.groups.get(step)?.parents).toContain(path[index])
          }
        }
      }),
    )
  })

  test('two groups are in one cycle exactly when each is nested in the other', () => {
    fc.assert(
      fc.property(directories, fc.constantFrom(...ids), fc.constantFrom(...ids), (directory, one, other) => {
        fc.pre(one !== other)
        const together = findCycles(directory).some((cycle) => cycle.includes(one) && cycle.includes(other))
        const mutual = ancestors(directory, one).has(other) && ancestors(directory, other).has(one)
        expect(together).toBe(mutual)
      }),
    )
  })
})
