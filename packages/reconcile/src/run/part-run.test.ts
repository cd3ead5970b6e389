import { describe, expect, it } from 'vitest'
import { createVolatileValues, type Values } from '../graph/values.ts'
import { createVolatileMemory } from '../memory/memory.ts'
import { type WideningCause, WideningError } from '../part/scope.ts'
import { aliasOf, groupId } from '../testkit/aliases.ts'
import { groupIn } from '../testkit/groups.ts'
import { inTurn, targetError, writesOf } from '../testkit/server.ts'
import { createSite, listsOf, requestFor, type Site, type SiteFacts, userOf } from '../testkit/site.ts'
import { partRun } from './part-run.ts'

async function remembered(facts: SiteFacts) {
  const site = createSite(facts)
  await site.whole()
  return site
}
const three = [groupIn(1), groupIn(2, { in: [1] }), groupIn(3)]
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
const widening = (reason: WideningCause) => new WideningError(reason)
const causeOf = (run: Promise<unknown>) =>
  run.then(
    () => undefined,
    (error: unknown) => (error instanceof WideningError ? error.reason : error),
  )

describe('a run over a part', () => {
  it('makes what concerns it and nothing else', async () => {
    const site = await remembered({ groups: three })
    site.groups = [groupIn(1, { members: [1, 5] }), groupIn(2, { in: [1] }), groupIn(3, { members: [3, 5] })]
    const { results } = await site.part([1])
    expect(results.map(({ change }) => change.address)).toEqual(['g1@example.org'])
    expect(listsOf(site)).toEqual(['g1@example.org: u1 u2 u5', 'g2@example.org: u2', 'g3@example.org: u3'])
  })

  it('asks both servers at the same time', async () => {
    const site = await remembered({ groups: three })
    const { source, target } = site.context.pieces
    const { readGroups } = source
    const { readDomains } = target
    const begun = { source: Promise.withResolvers<void>(), target: Promise.withResolvers<void>() }
    Object.assign(source, {
      async readGroups(ids: readonly string[]) {
        begun.source.resolve()
        await begun.target.promise
        return readGroups(ids)
      },
    })
    Object.assign(target, {
      async readDomains() {
        begun.target.resolve()
        await begun.source.promise
        return readDomains()
      },
    })
    expect((await site.part([3])).results).toEqual([])
  })

  it('brings a change of a nested group to all that it is in', async () => {
    const site = await remembered({ groups: three })
    site.groups = [groupIn(1), groupIn(2, { in: [1], members: [5] }), groupIn(3)]
    await site.part([2])
    expect(listsOf(site)).toEqual(['g1@example.org: u1 u5', 'g2@example.org: u5', 'g3@example.org: u3'])
  })

  it('brings a user’s new address and leaving to all lists', async () => {
    const site = await remembered({
      groups: [groupIn(1, { members: [1, 7] }), groupIn(2, { in: [1] }), groupIn(3)],
    })
    site.users.set(2, userOf(2, { email: 'new2@example.org' }))
    site.users.set(7, userOf(7))
    site.groups = [groupIn(1), groupIn(2, { in: [1] }), groupIn(3, { members: [3, 7] })]
    await site.part([], [2, 7])
    expect(listsOf(site)).toEqual([
      'g1@example.org: new2 u1',
      'g2@example.org: new2',
      'g3@example.org: u3 u7',
    ])
  })

  it('of a group that it knows nothing of and that is not there does nothing', async () => {
    const site = await remembered({ groups: three })
    expect((await site.part([77])).results).toEqual([])
    expect((await site.part([-78])).results).toEqual([])
  })

  it('is the same by another process over the same memory', async () => {
    const values = createVolatileValues()
    const first = await remembered({ groups: three, values })
    const second = createSite({
      groups: [groupIn(1), groupIn(3)],
      aliases: [...first.server.aliases.values()],
      values,
    })
    await second.part([-2])
    expect(listsOf(second)).toEqual(['g1@example.org: u1', 'g3@example.org: u3'])
  })
})

describe('a run over a part looks at everything', () => {
  it('where nothing is remembered', async () => {
    expect(await causeOf(createSite({ groups: three }).part([1]))).toBe('no-memory')
  })

  it.each([['groups'], ['users'], ['claimants']])('where the memory of %s has a gap', async (kind) => {
    const site = await remembered({ groups: three })
    const gaps = Array.from({ length: 256 }, (_, index) => [`graph/${kind}/${index}`, null] as const)
    await site.values.putMany(new Map(gaps))
    expect(await causeOf(site.part([1], [1]))).toBe('no-memory')
    expect(writesOf(site.server)).toHaveLength(3)
  })

  it('where the last reading was under other settings, until the next', async () => {
    const values = createVolatileValues()
    const site = await remembered({ groups: three, values })
    expect(await causeOf(site.part([1]))).toBeUndefined()
    const other = createSite({ groups: three, values, settings: { domain: 'other.test' } })
    expect(await causeOf(other.part([1]))).toBe('no-memory')
    await other.whole()
    expect(await causeOf(other.part([1]))).toBeUndefined()
    expect(await causeOf(site.part([1]))).toBe('no-memory')
  })

  it('where a group has vanished and nobody reported it, once', async () => {
    const site = await remembered({ groups: three })
    site.groups = three.slice(0, 2)
    expect(await causeOf(site.part([3]))).toBe('vanished-group')
    await site.whole()
    expect(listsOf(site)).toContain('g3@example.org: u3')
    // Missed a second time it is gone.
    await site.part([3])
    expect(listsOf(site)).not.toContain('g3@example.org: u3')
    expect((await site.part([3])).results).toEqual([])
  })

  it('where a domain has vanished: its people would look like outsiders', async () => {
    const site = await remembered({ groups: three })
    const domains = [{ name: 'second.test', active: true, relay: false, aliasesLeft: 9 }]
    Object.assign(site.context.pieces.target, { readDomains: async () => ({ domains, aliasDomains: [] }) })
    expect(await causeOf(site.part([1]))).toBe('vanished-domain')
  })

  it('where too many lists are concerned', async () => {
    const parents = upTo(300).slice(1)
    const crowd = [groupIn(1, { in: parents }), ...parents.map((n) => groupIn(n))]
    const site = await remembered({ groups: crowd, settings: { groups: 'opt-in' } })
    expect(await causeOf(site.part([1]))).toBeUndefined()
    site.groups = [...crowd, groupIn(301)]
    await expect(site.part([1, 301])).rejects.toThrow(widening('too-many-groups'))
  })

  it('where too many people are new in lists', async () => {
    const site = await remembered({ groups: [groupIn(1)], mailboxes: ['u1@example.org'] })
    site.groups = [groupIn(1, { members: upTo(301).slice(1) })]
    expect(await causeOf(site.part([1]))).toBeUndefined()
    site.groups = [groupIn(1, { members: upTo(302).slice(1) })]
    await expect(site.part([1])).rejects.toThrow(widening('too-many-addresses'))
  })
})

describe('a run over a part of a family with many groups', () => {
  const root = [
    groupIn(1),
    ...upTo(300)
      .slice(1)
      .map((n) => groupIn(n, { in: [1] })),
  ]
  const everybody = (count: number) =>
    upTo(count)
      .map((n) => `u${n}@example.org`)
      .sort()
      .map((address) => address.replace('@example.org', ''))
      .join(' ')
  const listOf = (site: Site, name: string) => listsOf(site).find((list) => list.startsWith(`${name}@`))

  it('reads the directory by pages, and the target by pieces', async () => {
    const site = await remembered({ groups: root })
    site.groups = [...root.slice(0, 299), groupIn(300, { in: [1], members: [300, 301] })]
    await site.part([300])
    expect(site.asked).toContain('directory')
    expect(site.asked.filter((what) => what.startsWith('group'))).toEqual([])
    expect(site.asked).not.toContain('state')
    expect(site.asked.length).toBeLessThan(20)
    expect([listOf(site, 'g1'), listOf(site, 'g300')]).toEqual([
      `g1@example.org: ${everybody(301)}`,
      'g300@example.org: u300 u301',
    ])
    expect(await site.whole()).toMatchObject({ results: [] })
  })

  it('finds who is in groups that nobody has told of yet, and leaves those to their own events', async () => {
    const site = await remembered({ groups: root })
    site.groups = [...root, groupIn(301, { in: [300] }), groupIn(302, { in: [301] })]
    await site.part([7])
    expect(listOf(site, 'g1')).toBe(`g1@example.org: ${everybody(302)}`)
    expect([listOf(site, 'g301'), listOf(site, 'g302')]).toEqual([undefined, undefined])
    await site.part([302])
    await site.part([301])
    expect([listOf(site, 'g301'), listOf(site, 'g302')]).toEqual([
      'g301@example.org: u301 u302',
      'g302@example.org: u302',
    ])
    expect(await site.whole()).toMatchObject({ results: [] })
  })

  it('leaves alone what has vanished in it until that is told, or missed twice', async () => {
    const site = await remembered({ groups: root })
    site.groups = root.slice(0, 299)
    await site.part([7])
    expect([...(await site.context.memory.missingGroups())]).toEqual([groupId(300)])
    expect(listOf(site, 'g300')).toBe('g300@example.org: u300')
    expect(await causeOf(site.part([300]))).toBeUndefined()
    expect(listOf(site, 'g300')).toBeUndefined()
    site.groups = root.slice(0, 298)
    expect(await causeOf(site.part([299]))).toBe('vanished-group')
  })
})

describe('a group that is not found', () => {
  it('is gone at once where its deletion was reported', async () => {
    const site = await remembered({ groups: three })
    site.groups = [groupIn(1), groupIn(3)]
    const { results } = await site.part([-2])
    expect(results.map(({ change }) => `${change.action} ${change.address}`)).toEqual([
      'update g1@example.org',
      'deactivate g2@example.org',
    ])
  })

  it('is gone at the second time where it was not, and counted anew after it was seen', async () => {
    const marked = aliasOf(9, { address: 'g1@example.org' })
    const site = await remembered({ groups: [groupIn(2)], aliases: [marked] })
    await site.context.memory.rememberMissing(new Set())
    const claim = groupIn(1, { attributes: { cowherd: { address: 'g1' } } })
    site.groups = [groupIn(2), claim]
    await site.part([1])
    expect([...(await site.context.memory.missingGroups())]).toEqual([groupId(9)])
    site.groups = [groupIn(2), claim, groupIn(9)]
    await site.part([1, 9])
    expect([...(await site.context.memory.missingGroups())]).toEqual([])
  })

  it('is remembered once', async () => {
    const site = await remembered({ groups: three })
    site.groups = [groupIn(1), groupIn(3)]
    await site.part([-2])
    const memory = { ...site.context.memory, rememberMissing: () => Promise.reject(new Error('needless')) }
    await partRun(requestFor([-2]), { ...site.context, memory })
  })
})

describe('the safety of a run over a part', () => {
  const ten = Array.from({ length: 10 }, (_, index) => groupIn(index + 1))

  it('measures what is taken away against everything that is owned', async () => {
    const site = await remembered({ groups: ten })
    site.groups = ten.slice(2)
    expect((await site.part([-1, -2])).results).toHaveLength(2)
    site.groups = ten.slice(3)
    const report = await site.part([-3])
    expect(report.plan.held).toMatchObject([{ change: { address: 'g3@example.org' } }])
    expect(listsOf(site)).toContain('g3@example.org: u3')
  })

  it('keeps holding what was held, however little of it the part sees', async () => {
    const site = await remembered({ groups: ten })
    site.groups = ten.slice(4)
    await site.part([-1, -2, -3, -4])
    site.groups = [
      ...ten.slice(1),
      ...upTo(30)
        .slice(10)
        .map((n) => groupIn(n)),
    ]
    await site.part(upTo(30).slice(10))
    const { plan } = await site.part([-1, 2, 3, 4])
    expect(plan.held.map(({ change }) => change.address)).toEqual(['g1@example.org'])
    expect(listsOf(site)).toContain('g1@example.org: u1')
    // A run over everything sees that most of it is in order again.
    await site.whole()
    expect(listsOf(site)).not.toContain('g1@example.org: u1')
  })

  it('keeps holding what was held, and forgets no other hold', async () => {
    const site = await remembered({ groups: ten })
    await site.context.memory.rememberHolds(new Set(['something else']))
    site.groups = ten.slice(4)
    const { plan } = await site.part([-1, -2, -3, -4])
    expect(plan.held).toHaveLength(4)
    expect([...(await site.context.memory.holds())].sort()).toEqual([...plan.holds, 'something else'].sort())
    await site.part([-1])
    expect(listsOf(site)).toContain('g1@example.org: u1')
  })
})

describe('a run over a part that fails', () => {
  type Break = (site: Site) => void
  const reads: [string, Break][] = [
    ['groups', ({ context: { pieces } }) => Object.assign(pieces.source, { readGroups: fail })],
    [
      'the groups of a user',
      ({ context: { pieces } }) => Object.assign(pieces.source, { groupsOfUser: fail }),
    ],
    ['an alias by id', ({ context: { pieces } }) => Object.assign(pieces.target, { readAlias: fail })],
    ['an alias by address', ({ context: { pieces } }) => Object.assign(pieces.target, { findAlias: fail })],
    ['the domains', ({ context: { pieces } }) => Object.assign(pieces.target, { readDomains: fail })],
    ['a mailbox', ({ context: { pieces } }) => Object.assign(pieces.target, { readMailbox: fail })],
  ]
  const fail = () => Promise.reject(targetError('unreachable'))

  it.each(reads)('to read %s writes nothing and changes no memory', async (_, breakIt) => {
    const mailboxes = ['u1@example.org', 'u2@example.org', 'u5@example.org']
    const store = createVolatileValues()
    let puts = 0
    const values: Values = {
      ...store,
      async putMany(entries) {
        puts += 1
        await store.putMany(entries)
      },
    }
    const site = await remembered({ groups: [groupIn(1), groupIn(2)], mailboxes, values })
    site.users.set(5, userOf(5))
    site.groups = [groupIn(1, { name: 'new', members: [5] }), groupIn(2)]
    const [before, writes, putsBefore] = [listsOf(site), writesOf(site.server).length, puts]
    breakIt(site)
    await expect(site.part([1, -2], [5])).rejects.toThrow('unreachable')
    expect([listsOf(site), writesOf(site.server).length, puts]).toEqual([before, writes, putsBefore])
    expect(await site.context.memory.missingGroups()).toEqual(new Set())
  })

  it('to write one alias makes the others, and remembers only those', async () => {
    const site = await remembered({
      groups: three,
      server: { onWrite: ({ of }) => (of === 'g4@example.org' ? 'rejected' : undefined) },
    })
    site.groups = [...three, groupIn(4), groupIn(5)]
    const { results } = await site.part([4, 5])
    expect(results.map(({ outcome }) => outcome)).toEqual(['failed', 'applied'])
    const nodes = await site.graph.groups([groupId(4), groupId(5)])
    expect([...nodes.values()].map(({ aliases }) => aliases)).toEqual([[], [4]])
    expect(await site.graph.meta()).toBeDefined()
  })

  it('to learn what a write has done leaves nothing to rely on', async () => {
    const site = await remembered({
      groups: three,
      server: { onWrite: inTurn(undefined, undefined, undefined, 'lost', 'lost') },
    })
    site.groups = [...three, groupIn(4)]
    expect((await site.part([4])).results).toMatchObject([{ outcome: 'failed', uncertain: true }])
    expect(await causeOf(site.part([4]))).toBe('no-memory')
    await site.whole()
    expect(await causeOf(site.part([4]))).toBeUndefined()
  })

  it('after a write leaves nothing to rely on: the next run reads everything', async () => {
    const memory = createVolatileMemory()
    const site = await remembered({ groups: three, context: { memory } })
    site.groups = [groupIn(1, { members: [5] }), ...three.slice(1)]
    const dying = { ...memory, rememberRemovals: () => Promise.reject(new Error('the process died')) }
    await expect(partRun(requestFor([1]), { ...site.context, memory: dying })).rejects.toThrow('died')
    expect(listsOf(site)).toContain('g1@example.org: u2 u5')
    expect(await causeOf(site.part([1]))).toBe('no-memory')
  })

  it('to remember for a gap leaves nothing to rely on', async () => {
    const site = await remembered({ groups: three })
    const gaps = Array.from({ length: 256 }, (_, index) => [`graph/users/${index}`, null] as const)
    await site.values.putMany(new Map(gaps))
    site.groups = [groupIn(1, { members: [5] }), ...three.slice(1)]
    expect((await site.part([1])).results).toHaveLength(1)
    expect(await causeOf(site.part([1]))).toBe('no-memory')
  })
})
