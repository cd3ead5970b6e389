import { describe, expect, it } from 'vitest'
import { applied, type ChangeResult, failed } from '../apply/result.ts'
import { WideningError } from '../part/scope.ts'
import { aliasOf, changeOf, creationOf, flags, groupId } from '../testkit/aliases.ts'
import { groupIn } from '../testkit/groups.ts'
import { settingsOf } from '../testkit/people.ts'
import { createSite, type Site, type SiteFacts } from '../testkit/site.ts'
import { addressDigest } from './model.ts'
import { rememberResults } from './remember-results.ts'
import { type RememberOptions, rememberWhole } from './remember-whole.ts'

async function remembered(facts: SiteFacts) {
  const site = createSite(facts)
  await site.whole()
  return site
}
async function nodeOf({ graph }: Site, n: number) {
  const node = (await graph.groups([groupId(n)])).get(groupId(n))
  const numbers = (ids: readonly string[]) => ids.map((id) => Number(id.slice(-12)))
  return node && { ...node, parents: numbers(node.parents), children: numbers(node.children) }
}
async function groupsOfUser({ graph }: Site, user: number) {
  return ((await graph.users([user])).get(user) ?? []).map((id) => Number(id.slice(-12)))
}
async function claimantsOf({ graph }: Site, address: string) {
  const digest = addressDigest(`${address}@example.org`)
  return ((await graph.claimants([digest])).get(digest) ?? []).map((id) => Number(id.slice(-12)))
}

const tree = [groupIn(1), groupIn(2, { in: [1] }), groupIn(3, { in: [2] }), groupIn(4)]

describe('a whole reading', () => {
  it('leaves nesting, aliases, wanted addresses, who is where, and how much is owned', async () => {
    const site = await remembered({ groups: tree })
    expect(await nodeOf(site, 2)).toEqual({
      ...{ parents: [1], children: [3], addresses: [addressDigest('g2@example.org')] },
      aliases: [2],
    })
    expect([await groupsOfUser(site, 3), await claimantsOf(site, 'g3')]).toEqual([[3], [3]])
    expect((await site.graph.meta())?.owned).toEqual({ aliases: 4, memberships: 3 + 2 + 1 + 1 })
  })

  it('remembers a group that is gone by the alias that it left', async () => {
    const site = await remembered({ groups: tree, aliases: [aliasOf(9, { address: 'old@example.org' })] })
    expect(await nodeOf(site, 9)).toEqual({ parents: [], children: [], addresses: [], aliases: [9] })
  })

  it('remembers all who want one address, and none for a group that wants none', async () => {
    const off = { cowherd: { enabled: false } }
    const site = await remembered({
      groups: [groupIn(1, { name: 'x' }), groupIn(2, { name: 'X' }), groupIn(3, { attributes: off })],
    })
    expect(await claimantsOf(site, 'x')).toEqual([1, 2])
    expect(await nodeOf(site, 3)).toMatchObject({ addresses: [], aliases: [] })
  })
})

describe('a reading that is like the one before', () => {
  const versionOf = async ({ graph }: Site) => (await graph.lastMeta())?.version
  const settled = async () => {
    const site = await remembered({ groups: tree })
    // The first reading saw no aliases yet.
    await site.whole()
    return site
  }

  it('is not remembered anew', async () => {
    const site = await settled()
    const version = await versionOf(site)
    await site.whole()
    expect(await versionOf(site)).toBe(version)
  })

  it('is remembered anew where a run over a part came between them', async () => {
    const site = await settled()
    await site.part([3])
    await site.whole()
    expect(await versionOf(site)).toBe('reading-3')
  })

  it('is remembered anew where the memory turned out to have a gap', async () => {
    const site = await settled()
    const keys = Array.from({ length: 256 }, (_, index) => `graph/users/${index}`)
    await site.values.putMany(new Map(keys.map((key) => [key, null])))
    await expect(site.part([], [3])).rejects.toBeInstanceOf(WideningError)
    await site.whole()
    expect(await versionOf(site)).toBe('reading-3')
    expect(await groupsOfUser(site, 3)).toEqual([3])
  })

  it('suspends the memory where a run is about to write on the strength of it', async () => {
    const site = await settled()
    const report = await site.whole()
    const remember = (options: RememberOptions) =>
      rememberWhole(site.graph, 'another', report.reading, site.context.settings, options)
    await remember({ suspended: true })
    expect(await site.graph.meta()).toBeUndefined()
    await site.graph.resume()
    await remember({ renew: true })
    expect(await versionOf(site)).toBe('another')
  })
})

describe('a run over a part', () => {
  it('that finds a group nested elsewhere moves it from children to children', async () => {
    const site = await remembered({ groups: tree })
    site.groups = [groupIn(1), groupIn(2, { in: [1] }), groupIn(3, { in: [4] }), groupIn(4)]
    await site.part([3])
    expect(await nodeOf(site, 2)).toMatchObject({ children: [] })
    expect(await nodeOf(site, 4)).toMatchObject({ children: [3] })
    expect(await nodeOf(site, 3)).toMatchObject({ parents: [4] })
  })

  it('remembers a new group by its parents, its alias and its members', async () => {
    const site = await remembered({ groups: tree })
    site.groups = [...tree, groupIn(5, { in: [4], members: [3, 50] })]
    await site.part([5])
    expect(await nodeOf(site, 5)).toEqual({
      ...{ parents: [4], children: [], addresses: [addressDigest('g5@example.org')] },
      aliases: [5],
    })
    expect(await nodeOf(site, 4)).toMatchObject({ children: [5] })
    expect([await groupsOfUser(site, 3), await groupsOfUser(site, 50)]).toEqual([[3, 5], [5]])
    expect(await claimantsOf(site, 'g5')).toEqual([5])
  })

  it('remembers the new address of a renamed group and forgets the old one', async () => {
    const site = await remembered({ groups: tree })
    site.groups = [...tree.slice(0, 3), groupIn(4, { name: 'new' })]
    await site.part([4])
    expect([await claimantsOf(site, 'g4'), await claimantsOf(site, 'new')]).toEqual([[], [4]])
    expect((await nodeOf(site, 4))?.addresses).toEqual([addressDigest('new@example.org')])
  })

  it('forgets a group that is gone once no alias of it is left, and where it was', async () => {
    const off = { cowherd: { enabled: false } }
    const bare = groupIn(5, { in: [4], attributes: off })
    const site = await remembered({ groups: [...tree, bare] })
    site.groups = tree
    await site.part([-5])
    expect(await nodeOf(site, 5)).toBeUndefined()
    expect(await nodeOf(site, 4)).toMatchObject({ children: [] })
    site.groups = tree.slice(0, 3)
    await site.part([-4])
    expect(await nodeOf(site, 4)).toEqual({ parents: [], children: [], addresses: [], aliases: [4] })
  })

  it('remembers that a user is in the groups that the user said, and no others', async () => {
    const site = await remembered({ groups: [groupIn(1, { members: [7, 1] }), groupIn(2)] })
    site.groups = [groupIn(1), groupIn(2, { members: [7, 2] })]
    await site.part([], [7])
    expect(await groupsOfUser(site, 7)).toEqual([2])
  })

  it('counts what is owned', async () => {
    const site = await remembered({ groups: tree })
    site.groups = [...tree.slice(0, 3), groupIn(4, { members: [4, 5, 6] }), groupIn(5)]
    await site.part([4, 5])
    expect((await site.graph.meta())?.owned).toEqual({ aliases: 5, memberships: 7 + 2 + 1 })
  })

  describe('keeps what is remembered of groups that it read for their members alone', () => {
    it('where one has moved: the list that it left is looked at when its own event comes', async () => {
      const site = await remembered({ groups: tree })
      site.groups = [groupIn(1), groupIn(2, { in: [1] }), groupIn(3, { in: [4] }), groupIn(4)]
      await site.part([1])
      expect(await nodeOf(site, 3)).toMatchObject({ parents: [2, 4], aliases: [3] })
      await site.part([3])
      expect((await site.whole()).results).toEqual([])
    })

    it('where one is gone: its alias is found when its own event comes', async () => {
      const site = await remembered({ groups: tree })
      site.groups = [groupIn(1), groupIn(2, { in: [1] }), groupIn(4)]
      await site.part([1])
      await site.part([-3])
      expect(site.server.aliases.get(3)?.flags.active).toBe(false)
      expect((await site.whole()).results).toEqual([])
    })

    it('where one is renamed: who waits for its old address is looked at when its own event comes', async () => {
      const groups = [groupIn(1), groupIn(2, { in: [1], name: 'x' }), groupIn(4)]
      const site = await remembered({ groups })
      site.groups = [groupIn(1), groupIn(2, { in: [1], name: 'x' }), groupIn(4, { name: 'X' })]
      await site.part([4])
      site.groups = [groupIn(1), groupIn(2, { in: [1], name: 'y' }), groupIn(4, { name: 'X' })]
      await site.part([1])
      await site.part([2])
      expect((await site.whole()).results).toEqual([])
      expect([...site.server.aliases.values()].map(({ address }) => address).sort()).toEqual(
        ['g1', 'x', 'y'].map((name) => `${name}@example.org`),
      )
    })
  })
})

describe('results of a whole run', () => {
  const update = aliasOf(1)
  const remember = async (results: readonly ChangeResult[]) => {
    const site = await remembered({ groups: [groupIn(1, { members: [1] }), groupIn(2, { members: [2] })] })
    await rememberResults(site.graph, results, settingsOf())
    return site
  }
  const marked = (group: number) => aliasOf(0, { group }).privateComment

  it('say which group has which alias afterwards, and how much is owned', async () => {
    const moved = changeOf(aliasOf(1), { privateComment: marked(2), members: ['a@b.test', 'c@d.test'] })
    const made = creationOf('new@example.org', {
      after: { ...moved.before, address: 'new@example.org', ...newContent },
    })
    const site = await remember([
      applied(moved, 1),
      applied(made, 8),
      applied(changeOf(aliasOf(2), undefined), 2),
    ])
    expect(await nodeOf(site, 1)).toMatchObject({ aliases: [8] })
    expect(await nodeOf(site, 2)).toMatchObject({ aliases: [1] })
    expect((await site.graph.meta())?.owned).toEqual({ aliases: 2, memberships: 3 })
  })
  const newContent = { members: ['e@f.test'], flags, privateComment: marked(1), publicComment: '' }

  it('that were not reached say nothing', async () => {
    const site = await remember([
      failed(changeOf(update, undefined), 'no'),
      applied(creationOf('x@example.org'), undefined),
    ])
    expect(await nodeOf(site, 1)).toMatchObject({ aliases: [1] })
  })

  it('of which one is not known leave nothing to rely on', async () => {
    const unsure = failed(changeOf(update, undefined), 'unheard', { uncertain: true })
    const site = await remember([unsure])
    expect(await site.graph.meta()).toBeUndefined()
  })

  it('leave nothing to rely on where the memory has a gap', async () => {
    const site = createSite({ groups: [groupIn(1)] })
    await site.whole()
    const [bucket] = await site.values.getMany(['graph/groups/0'])
    await site.values.putMany(new Map([[bucket?.[0] ?? '', { version: 'other', entries: {} }]]))
    await rememberResults(site.graph, [applied(changeOf(update, undefined), 1)], settingsOf())
    expect(await site.graph.meta()).toBeUndefined()
  })

  it('that are none cost nothing', async () => {
    const site = createSite({ groups: [] })
    await rememberResults(site.graph, [], settingsOf())
    expect(await site.graph.meta()).toBeUndefined()
  })
})
