import { createDirectory } from '@cowherd/directory'
import { describe, expect, it } from 'vitest'
import { groupId } from '../testkit/aliases.ts'
import { groupIn } from '../testkit/groups.ts'
import { createSite, requestFor, type Site, userOf } from '../testkit/site.ts'
import { descendantsOf, readFamily, requestedGroups } from './groups.ts'
import { type GroupsContext, nothingKnown } from './known.ts'
import { WideningError } from './scope.ts'

const contextOf = ({ context, graph, groups }: Site): GroupsContext => ({
  source: context.pieces.source,
  graph,
  groupCount: groups.length,
})
const numbers = (ids: Iterable<string>) => [...ids].map((id) => Number(id.slice(-12))).sort((a, b) => a - b)

/** Numbers of the groups whose list may have changed, and of those that were read for it. */
async function familyOf(site: Site, ...groups: number[]) {
  const { asked } = site
  asked.length = 0
  const affected = await readFamily(new Set(groups.map(groupId)), contextOf(site), nothingKnown(new Set()))
  return {
    affected: numbers(affected),
    read: asked.map((what) => Number(what.slice(6))).sort((a, b) => a - b),
  }
}

/** 1 holds 2 and 3, 2 holds 4; 9 stands alone. */
const tree = [
  groupIn(1),
  groupIn(2, { in: [1] }),
  groupIn(3, { in: [1] }),
  groupIn(4, { in: [2] }),
  groupIn(9),
]

async function remembered(groups = tree, now = groups) {
  const site = createSite({ groups })
  await site.whole()
  site.groups = now
  return site
}

describe('the family of a group', () => {
  it('is the group, all that it is nested in, and all that is nested in those', async () => {
    expect(await familyOf(await remembered(), 4)).toEqual({ affected: [1, 2, 4], read: [1, 2, 3, 4] })
    expect(await familyOf(await remembered(), 3)).toEqual({ affected: [1, 3], read: [1, 2, 3, 4] })
    expect(await familyOf(await remembered(), 9)).toEqual({ affected: [9], read: [9] })
  })

  it('reads each group once, however many ways lead to it', async () => {
    const diamond = [groupIn(1), groupIn(2, { in: [1] }), groupIn(3, { in: [1] }), groupIn(4, { in: [2, 3] })]
    expect(await familyOf(await remembered(diamond), 4)).toEqual({
      affected: [1, 2, 3, 4],
      read: [1, 2, 3, 4],
    })
  })

  it('ends where groups are nested in a circle', async () => {
    const circle = [groupIn(1, { in: [3] }), groupIn(2, { in: [1] }), groupIn(3, { in: [2] })]
    expect(await familyOf(await remembered(circle), 2)).toEqual({ affected: [1, 2, 3], read: [1, 2, 3] })
  })

  it('holds the groups that it has left and those that it came to', async () => {
    const moved = tree.map((group) => (group.id === groupId(4) ? groupIn(4, { in: [9] }) : group))
    const { affected } = await familyOf(await remembered(tree, moved), 4)
    expect(affected).toEqual([1, 2, 4, 9])
  })

  it('holds the groups that a deleted one was in, and reads what was in it', async () => {
    const deleted = tree
      .filter(({ id }) => id !== groupId(2))
      .map((group) => ({
        ...group,
        parents: group.parents.filter((id) => id !== groupId(2)),
      }))
    expect(await familyOf(await remembered(tree, deleted), 2)).toEqual({
      affected: [1, 2],
      // Once more itself, beside one that was found.
      read: [1, 1, 2, 2, 3, 4],
    })
  })

  it('is known before the source is asked: it is read at once, whatever its depth', async () => {
    const chain = Array.from({ length: 20 }, (_, n) => groupIn(n + 1, n > 0 ? { in: [n] } : {}))
    const site = await remembered(chain)
    const { source } = site.context.pieces
    const { readGroups } = source
    const batches: number[] = []
    Object.assign(source, {
      readGroups: (ids: readonly string[]) => {
        batches.push(ids.length)
        return readGroups(ids)
      },
    })
    await familyOf(site, 10)
    expect(batches).toEqual([20])
  })

  it('of more lists than are worth looking up one by one is given up', async () => {
    const crowd = (size: number) => {
      const parents = Array.from({ length: size - 1 }, (_, index) => groupIn(index + 2))
      return [groupIn(1, { in: parents.map((_, index) => index + 2) }), ...parents]
    }
    expect((await familyOf(await remembered(crowd(300)), 1)).affected).toHaveLength(300)
    const site = await remembered(crowd(301))
    await expect(familyOf(site, 1)).rejects.toThrow(new WideningError('too-many-groups'))
    expect(site.asked).toEqual([])
  })
})

describe('what is nested in groups', () => {
  async function below(site: Site, ...groups: number[]) {
    const known = nothingKnown(new Set())
    await readFamily(new Set(groups.map(groupId)), contextOf(site), known)
    return numbers(descendantsOf(groups.map(groupId), known))
  }

  it('is found at any depth, in circles too, without the groups themselves', async () => {
    expect(await below(await remembered(), 1)).toEqual([2, 3, 4])
    expect(await below(await remembered(), 2)).toEqual([4])
    expect(await below(await remembered(), 9)).toEqual([])
    const circle = [groupIn(1, { in: [3] }), groupIn(2, { in: [1] }), groupIn(3, { in: [2] })]
    expect(await below(await remembered(circle), 2)).toEqual([1, 3])
  })

  it('was in a group that is gone, and is where the last reading did not know of it', async () => {
    const deleted = [groupIn(1), groupIn(3, { in: [1] }), groupIn(4), groupIn(9)]
    expect(await below(await remembered(tree, deleted), 2)).toEqual([4])
    const known = nothingKnown(new Set())
    for (const group of [groupIn(1), groupIn(2, { in: [1] })]) known.fresh.set(group.id, group)
    expect(numbers(descendantsOf([groupId(1)], known))).toEqual([2])
    known.whole = createDirectory([groupIn(1), groupIn(5, { in: [1] })], [])
    expect(numbers(descendantsOf([groupId(1)], known))).toEqual([2, 5])
  })
})

describe('the groups that a request names', () => {
  async function requested(site: Site, groups: readonly number[], users: readonly number[]) {
    const known = nothingKnown(new Set())
    const ids = await requestedGroups(requestFor(groups, users), contextOf(site), known)
    return {
      groups: numbers(ids),
      ofUsers: [...known.groupsOfUsers].map(([id, list]) => [id, numbers(list)]),
    }
  }

  it('are, for a user, those that the user is in and those that the last reading knew', async () => {
    const site = await remembered([groupIn(1, { members: [7] }), groupIn(2), groupIn(3)])
    site.groups = [groupIn(1), groupIn(2), groupIn(3, { members: [7] })]
    expect(await requested(site, [2], [7])).toEqual({ groups: [1, 2, 3], ofUsers: [[7, [3]]] })
  })

  it('are, for a deleted user, those that the last reading knew', async () => {
    const site = await remembered([groupIn(1, { members: [7] }), groupIn(2)])
    site.groups = [groupIn(1), groupIn(2)]
    expect(await requested(site, [], [7])).toEqual({ groups: [1], ofUsers: [[7, []]] })
  })

  it('are none for a user who is and was in none', async () => {
    const site = await remembered()
    site.users.set(70, userOf(70))
    expect(await requested(site, [], [70, 71])).toEqual({
      groups: [],
      ofUsers: [
        [70, []],
        [71, []],
      ],
    })
  })
})
