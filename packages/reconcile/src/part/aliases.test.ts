import { createDirectory } from '@cowherd/directory'
import { UpstreamError } from '@cowherd/upstream'
import { describe, expect, it } from 'vitest'
import { aliasOf, groupId } from '../testkit/aliases.ts'
import { groupIn } from '../testkit/groups.ts'
import { rulesOf, settingsOf } from '../testkit/people.ts'
import { createSite, listsOf, type SiteFacts, userOf } from '../testkit/site.ts'
import { wantedBy } from './aliases.ts'

async function remembered(facts: SiteFacts) {
  const site = createSite(facts)
  await site.whole()
  return site
}
const groupsOf = ({ reading }: { reading: { groups: ReadonlySet<string> } }) =>
  [...reading.groups].map((id) => Number(id.slice(-12))).sort((a, b) => a - b)

describe('what groups want', () => {
  const wanted = (rules: string, members: number[]) => {
    const users = members.map((id) => userOf(id, { email: `${'x'.repeat(40)}${id}@example.org` }))
    const directory = createDirectory([groupIn(1, { members })], users)
    const domains = ['second.test', 'example.org'].map((name) => ({
      ...{ name, active: true, relay: false, aliasesLeft: 0 },
    }))
    const idle = { name: 'idle.test', active: false, relay: false, aliasesLeft: 0 }
    const served = { domains: [...domains, idle], aliasDomains }
    return wantedBy(directory, settingsOf({ rules: rulesOf(rules) }), served, new Set([groupId(1)]))
  }
  const aliasDomains = [{ name: 'alias.test', target: 'example.org' }]

  it('is an alias in each domain that is served and active', () => {
    expect(wanted('rules: [{domain: served}]', [1]).addresses).toEqual(
      new Map([[groupId(1), ['g1@example.org', 'g1@second.test']]]),
    )
  })

  it('is the parts of a list that may get too long, whoever has a mailbox', () => {
    const upTo = Array.from({ length: 1_300 }, (_, index) => index + 1)
    const { addresses, members } = wanted('rules: [{large: split}]', upTo)
    expect(addresses.get(groupId(1))).toEqual([
      'g1@example.org',
      'part-1-of-000000000000@example.org',
      'part-2-of-000000000000@example.org',
    ])
    expect(members.size).toBe(1_300)
    expect(wanted('rules: [{large: split}]', [1, 2]).addresses.get(groupId(1))).toEqual(['g1@example.org'])
  })

  it('is who may become a member, outsiders only where they are kept and never for an alias domain', () => {
    const add = 'add: [a@alias.test, b@elsewhere.test]'
    expect([...wanted(`rules: [{members: {${add}, external: drop}}]`, []).members]).toEqual(['a@alias.test'])
    expect([...wanted(`rules: [{members: {${add}}}]`, []).members]).toEqual([
      'a@alias.test',
      'b@elsewhere.test',
    ])
  })

  it('says whose lists keep people without a mailbox', () => {
    const lenient = (options: string) => [...wanted(`rules: [{members: {${options}}}]`, [1]).lenient]
    expect([lenient('without_mailbox: keep'), lenient('nested: false')]).toEqual([[groupId(1)], []])
  })
})

describe('what has a say in a group’s list', () => {
  it('is its alias by id, wherever it stands, and the address that it wants', async () => {
    const site = await remembered({ groups: [groupIn(1)] })
    const alias = site.server.aliases.get(1) ?? aliasOf(1)
    site.server.aliases.set(1, { ...alias, address: 'moved@example.org' })
    const report = await site.part([1])
    expect(site.asked.filter((what) => /^(read|find) [g1]/.test(what)).slice(0, 2)).toEqual([
      'read 1',
      'find g1@example.org',
    ])
    expect(report.results).toMatchObject([{ outcome: 'applied', change: { action: 'rename' } }])
    expect(listsOf(site)).toEqual(['g1@example.org: u1'])
  })

  it('is not looked up twice', async () => {
    const site = await remembered({ groups: [groupIn(1)] })
    await site.part([1])
    expect(site.asked).toEqual(['domains', 'group 1', 'read 1', 'find @example.org'])
  })

  it('is read two at a time, and nothing more once one could not be read', async () => {
    const site = await remembered({ groups: [groupIn(1), groupIn(2), groupIn(3), groupIn(4), groupIn(5)] })
    const { target } = site.context.pieces
    const { readAlias } = target
    let most = 0
    const underWay = new Set<number>()
    const watch = (failing?: number) => async (id: number) => {
      underWay.add(id)
      most = Math.max(most, underWay.size)
      await Promise.resolve()
      const alias = await readAlias(id).finally(() => underWay.delete(id))
      if (id === failing) throw new UpstreamError('target', 'unreachable', 'Mailcow is away')
      return alias
    }
    Object.assign(target, { readAlias: watch() })
    await site.part([1, 2, 3, 4, 5])
    expect(most).toBe(2)
    Object.assign(target, { readAlias: watch(1) })
    site.asked.length = 0
    await expect(site.part([1, 2, 3, 4, 5])).rejects.toThrow('Mailcow is away')
    expect(site.asked.filter((what) => what.startsWith('read'))).toEqual(['read 1', 'read 2'])
  })

  it('is the group whose alias stands at the address', async () => {
    const site = await remembered({ groups: [groupIn(1), groupIn(2)] })
    site.groups = [groupIn(1, { name: 'g2' }), groupIn(2, { name: 'other' })]
    const report = await site.part([1])
    expect(groupsOf(report)).toEqual([1, 2])
    expect(listsOf(site)).toEqual(['g2@example.org: u1', 'other@example.org: u2'])
  })

  it('is the group that exchanges addresses with it', async () => {
    const site = await remembered({ groups: [groupIn(1), groupIn(2)] })
    site.groups = [groupIn(1, { name: 'g2' }), groupIn(2, { name: 'g1' })]
    await site.part([2])
    expect(listsOf(site)).toEqual(['g1@example.org: u2', 'g2@example.org: u1'])
  })

  it('is whoever wants the same address', async () => {
    const site = await remembered({ groups: [groupIn(1), groupIn(2), groupIn(3)] })
    // Both want it and neither has it: nobody gets it.
    site.groups = [groupIn(1), groupIn(2, { name: 'new' }), groupIn(3)]
    site.server.aliases.set(9, aliasOf(9, { address: 'new@example.org', privateComment: '' }))
    await site.part([2])
    site.server.aliases.delete(9)
    site.groups = [groupIn(1), groupIn(2, { name: 'new' }), groupIn(3, { name: 'New' })]
    const report = await site.part([3])
    expect(groupsOf(report)).toEqual([2, 3])
    expect(report.plan.conflicts.map(({ group }) => group.id)).toEqual([groupId(2), groupId(3)])
    expect(listsOf(site)).toEqual(['g1@example.org: u1', 'g2@example.org: u2', 'g3@example.org: u3'])
  })

  it.each([
    ['renamed', groupIn(1, { name: 'other' }), 1],
    ['left out', groupIn(1, { name: 'Choir', attributes: { cowherd: { enabled: false } } }), 1],
    ['emptied', groupIn(1, { name: 'Choir', members: [] }), 1],
    ['deleted', undefined, -1],
  ])('is whoever waits for the address of a group that is %s', async (_, now, event) => {
    const choirs = [groupIn(1, { name: 'Choir' }), groupIn(2, { name: 'choir' })]
    const site = await remembered({ groups: choirs })
    expect(listsOf(site)).toEqual([])
    site.server.aliases.set(1, aliasOf(1, { address: 'choir@example.org' }))
    await site.whole()
    expect(listsOf(site)).toEqual(['choir@example.org: u1'])
    site.groups = [...(now ? [now] : []), groupIn(2, { name: 'choir' })]
    await site.part([event])
    expect(listsOf(site)).toContain('choir@example.org: u2')
    expect(await site.whole()).toMatchObject({ results: [] })
  })

  it('is whoever waits for the address at which its alias stands, wanted or not', async () => {
    const theirs = aliasOf(9, { address: 'taken@example.org', privateComment: '' })
    const site = await remembered({ groups: [groupIn(1), groupIn(2)], aliases: [theirs] })
    site.groups = [groupIn(1, { name: 'taken' }), groupIn(2)]
    await site.part([1])
    site.groups = [groupIn(1, { name: 'taken' }), groupIn(2, { name: 'g1' })]
    await site.part([2])
    expect(listsOf(site)).toContain('g1@example.org: u1')
    site.server.aliases.delete(9)
    const report = await site.part([1])
    expect(groupsOf(report)).toEqual([1, 2])
    expect(listsOf(site)).toEqual(['g1@example.org: u2', 'taken@example.org: u1'])
  })

  it('is a group that is gone and whose alias stands there', async () => {
    const site = await remembered({ groups: [groupIn(1), groupIn(2)] })
    site.groups = [groupIn(2)]
    await site.part([-1])
    expect(listsOf(site)).toEqual(['g2@example.org: u2'])
    site.groups = [groupIn(2), groupIn(3, { name: 'g1' })]
    const report = await site.part([3])
    expect(groupsOf(report)).toEqual([1, 3])
    expect([...site.server.aliases.keys()]).toEqual([1, 2])
    expect(listsOf(site)).toEqual(['g1@example.org: u3', 'g2@example.org: u2'])
  })
})
