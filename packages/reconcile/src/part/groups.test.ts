import { describe, expect, it } from 'vitest'
import { groupId } from '../testkit/aliases.ts'
import { groupIn } from '../testkit/groups.ts'
import { createSite, requestFor, type Site, userOf } from '../testkit/site.ts'
import { type KnownGroups, readFamily, requestedGroups } from './groups.ts'
import { WideningError } from './scope.ts'

const unknown = (): KnownGroups => ({
  expected: new Set(),
  fresh: new Map(),
  users: new Map(),
  missing: new Set(),
  nodes: new Map(),
  groupsOfUsers: new Map(),
})
const numbers = (ids: Iterable<string>) => [...ids].map((id) => Number(id.slice(-12))).sort((a, b) => a - b)

/** Numbers of the groups whose list may have changed, and of those that were read for it. */
async function familyOf({ context, graph, asked }: Site, ...groups: number[]) {
  const known = unknown()
  asked.length = 0
  const ids = new Set(groups.map(groupId))
  const affected = await readFamily(ids, context.pieces.source, graph, known)
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
      read: [1, 2, 2, 3, 4],
    })
  })

  it('loses nobody because a group is not found once: it is asked for again', async () => {
    const site = await remembered()
    const { source } = site.context.pieces
    const { readGroups } = source
    let asked = 0
    Object.assign(source, {
      readGroups: (ids: readonly string[]) =>
        ++asked === 2 ? Promise.resolve({ groups: [], users: [], missing: new Set(ids) }) : readGroups(ids),
    })
    const known = unknown()
    await readFamily(new Set([groupId(1)]), source, site.graph, known)
    expect([numbers(known.fresh.keys()), numbers(known.missing)]).toEqual([[1, 2, 3, 4], []])
  })

  it('is not believed by a source that loses what it gave before', async () => {
    const site = await remembered()
    const { source } = site.context.pieces
    const { readGroups } = source
    let asked = 0
    Object.assign(source, {
      readGroups: (ids: readonly string[]) =>
        ++asked === 1 ? readGroups(ids) : Promise.resolve({ groups: [], users: [], missing: new Set(ids) }),
    })
    const family = readFamily(new Set([groupId(1)]), source, site.graph, unknown())
    await expect(family).rejects.toMatchObject({ side: 'source', code: 'not-whole' })
  })

  it('asks once for a group that is known to be gone', async () => {
    const site = await remembered(tree, tree.slice(0, 4))
    await readFamily(new Set([groupId(9)]), site.context.pieces.source, site.graph, {
      ...unknown(),
      expected: new Set([groupId(9)]),
    })
    expect(site.asked).toEqual(['group 9'])
  })

  it('of more groups than are worth reading one by one is given up', async () => {
    const crowd = [groupIn(1), ...Array.from({ length: 300 }, (_, index) => groupIn(index + 2, { in: [1] }))]
    const site = await remembered(crowd)
    await expect(familyOf(site, 5)).rejects.toThrow(new WideningError('too-many-groups'))
    site.asked.length = 0
    const almost = await remembered(crowd.slice(0, 300))
    expect((await familyOf(almost, 5)).read).toHaveLength(300)
  })
})

describe('the groups that a request names', () => {
  async function requested(site: Site, groups: readonly number[], users: readonly number[]) {
    const { context, graph } = site
    const known = unknown()
    const ids = await requestedGroups(requestFor(groups, users), context.pieces.source, graph, known)
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
