import { createVolatileValues } from '@cowherd/reconcile'
import { groupId, groupIn, listsOf, targetError, userOf, writesOf } from '@cowherd/reconcile/testkit'
import { describe, expect, it } from 'vitest'
import { createDesk, type Desk, type DeskFacts, scopeOf } from '../testkit/desk.ts'
import type { Sides } from './context.ts'

const group = (n: number, facts = {}) => scopeOf({ kind: 'group', id: groupId(n) }, facts)
const all = scopeOf({ kind: 'all' }, { ear: 'sweep' })
const five = [1, 2, 3, 4, 5].map((n) => groupIn(n))

/** A desk at which something happens as the n-th write begins, counted from 0. */
function deskWith(
  happens: Readonly<Record<number, (desk: Desk) => void>>,
  facts: Partial<DeskFacts> = {},
): Desk {
  const desk: Desk = createDesk({
    groups: five,
    context: { concurrency: 1 },
    ...facts,
    server: {
      ...facts.server,
      onWrite: (call, nth) => {
        happens[nth]?.(desk)
        return facts.server?.onWrite?.(call, nth)
      },
    },
  })
  return desk
}

/** Group `n` changes as told, and its event waits. */
const change =
  (n: number, facts: Parameters<typeof groupIn>[1], event = group(n)) =>
  ({ site, inbox }: Desk) => {
    site.groups = site.groups.map((one) => (one.id === groupId(n) ? groupIn(n, facts) : one))
    inbox.push(event)
  }

describe('what is heard during a sweep', () => {
  it('is served between its writes, and the sweep’s older change is left out', async () => {
    const desk = deskWith({ 0: change(5, { members: [50] }) })
    const result = await desk.run(all)
    expect(writesOf(desk.site.server)).toEqual(
      ['g1', 'g5', 'g2', 'g3', 'g4'].map((name) => `create ${name}@example.org`),
    )
    expect(result).toMatchObject({ kind: 'whole', applied: 4, superseded: 1 })
    expect(listsOf(desk.site)).toContain('g5@example.org: u50')
    expect(desk.counted).toEqual(
      expect.arrayContaining(['run part done', 'run whole done', 'create superseded']),
    )
    await desk.run(all)
    expect(writesOf(desk.site.server)).toHaveLength(5)
  })

  it('never undoes what the sweep has made already, nor makes it twice', async () => {
    const desk = deskWith({ 1: change(1, { name: 'renamed' }) })
    await desk.run(all)
    expect(writesOf(desk.site.server)).toEqual([
      ...['create g1@example.org', 'create g2@example.org', 'update 1'],
      ...['g3', 'g4', 'g5'].map((name) => `create ${name}@example.org`),
    ])
    expect(listsOf(desk.site)[4]).toBe('renamed@example.org: u1')
  })

  it('waits for the writes that are under way', async () => {
    const desk = deskWith({ 0: change(2, { name: 'renamed' }) }, { context: { concurrency: 2 } })
    expect(await desk.run(all)).toMatchObject({ applied: 5, superseded: 0 })
    expect(writesOf(desk.site.server).slice(0, 3)).toEqual([
      ...['create g1@example.org', 'create g2@example.org', 'update 2'],
    ])
    expect(listsOf(desk.site)).toEqual([
      ...['g1@example.org: u1', 'g3@example.org: u3', 'g4@example.org: u4', 'g5@example.org: u5'],
      'renamed@example.org: u2',
    ])
    expect(desk.site.server.aliases.size).toBe(5)
  })

  it('is told by what the sweep has read: nesting that no event told of counts', async () => {
    const desk = createDesk({ groups: [groupIn(1), groupIn(2), groupIn(9)], context: { concurrency: 1 } })
    await desk.run(all)
    // No event tells that 2 is nested in 1 now.
    const busy = deskWith(
      { 0: change(1, { members: [1, 10] }) },
      {
        groups: [groupIn(9, { members: [91] }), groupIn(1), groupIn(2, { in: [1] })],
        aliases: [...desk.site.server.aliases.values()].map((alias) =>
          alias.address === 'g9@example.org' ? { ...alias, address: 'a9@example.org' } : alias,
        ),
        values: desk.site.values,
      },
    )
    await busy.run(all)
    expect(listsOf(busy.site)).toContain('g1@example.org: u10 u1 u2')
  })

  it('is followed up like any other event', async () => {
    const desk = deskWith(
      { 0: (one) => one.inbox.push(group(1)), 2: change(5, { members: [50] }) },
      { server: { onWrite: ({ of }) => (of === 'g5@example.org' ? 'rejected' : undefined) } },
    )
    await desk.run(all)
    expect(desk.later).toMatchObject([
      { ear: 'second-look', scopes: [group(1)] },
      { ear: 'retry', scopes: [{ scope: { id: groupId(5) } }] },
    ])
  })

  it('and asks for everything makes another sweep, with all that was heard with it', async () => {
    const desk = deskWith({ 0: ({ inbox }) => inbox.push(group(2), all), 2: change(4, { members: [40] }) })
    const result = await desk.run(all)
    expect(result).toMatchObject({ applied: 5, superseded: 0 })
    expect(desk.inbox).toEqual([group(2), all, group(4)])
    expect(desk.takes()).toBe(2)
    await desk.run()
    expect(listsOf(desk.site)).toContain('g4@example.org: u40')
  })

  it.each([
    [
      'cannot be read',
      (one: Desk) =>
        Object.assign(one.site.context.pieces.source, {
          readGroups: () => Promise.reject(targetError('unreachable')),
        }),
    ],
    [
      'has to look at everything',
      (one: Desk) => {
        one.site.groups = one.site.groups.slice(1)
      },
    ],
  ])('and %s waits for the next run', async (_, spoil) => {
    const desk = deskWith({
      1: (one) => {
        spoil(one)
        one.inbox.push(group(1))
      },
    })
    expect(await desk.run(all)).toMatchObject({ applied: 5, failed: 0 })
    expect(desk.inbox).toEqual([group(1)])
    expect(desk.takes()).toBe(2)
  })

  it('leaves to the sweep what it has only seen: an alias of ours at the address of a member', async () => {
    const mailboxes = ['u1', 'u2', 'u3', 'u4', 'u5', 'new'].map((name) => `${name}@example.org`)
    const desk = deskWith(
      {
        5: (one) => {
          one.site.users.set(8, userOf(8, { email: 'g5@example.org' }))
          change(1, { members: [1, 8] })(one)
        },
      },
      { mailboxes },
    )
    await desk.run(all)
    desk.site.users.set(7, userOf(7, { email: 'new@example.org' }))
    desk.site.groups = [1, 2, 3, 4, 5].map((n) => groupIn(n, { members: [n, 7] }))
    expect(await desk.run(all)).toMatchObject({ applied: 5, superseded: 0 })
    expect(desk.site.asked).toContain('find g5@example.org')
    expect(listsOf(desk.site)).toContain('g5@example.org: new u5')
  })

  it('and fails by a defect ends the sweep, and leaves nothing to rely on', async () => {
    const desk = deskWith({
      1: (one) => {
        Object.assign(one.site.context.pieces.source, {
          readGroups: () => Promise.reject(new TypeError('a defect')),
        })
        one.inbox.push(group(1))
      },
    })
    await expect(desk.run(all)).rejects.toThrow('a defect')
    expect(writesOf(desk.site.server)).toHaveLength(2)
    expect(await desk.context.graph.meta()).toBeUndefined()
  })

  it('leaves nothing to rely on where it is not known what a write has done', async () => {
    const desk = deskWith(
      { 2: change(1, { members: [10] }) },
      { server: { onWrite: ({ of }) => (of === 'g2@example.org' ? 'lost' : undefined) } },
    )
    expect(await desk.run(all)).toMatchObject({ failed: 1 })
    expect(desk.inbox).toEqual([group(1)])
    expect(await desk.run()).toMatchObject({ widened: 'no-memory' })
    expect(listsOf(desk.site)).toContain('g1@example.org: u10')
  })
})

describe('a sweep whose reading has grown old', () => {
  /** The clock jumps as the first write begins. */
  const late = (more: (desk: Desk) => void = () => {}) =>
    deskWith(
      {
        0: (desk) => {
          desk.clock.ms += 30_001
          more(desk)
        },
      },
      // Authentik gives members in any order.
      { groups: [1, 2, 3, 4, 5].map((n) => groupIn(n, { members: [n, 20, 10] })) },
    )

  it('reads each group again, and makes the change where it is as it was', async () => {
    const desk = late()
    expect(await desk.run(all)).toMatchObject({ applied: 5, superseded: 0 })
    expect(desk.site.asked.filter((what) => what.startsWith('group'))).toEqual(
      [2, 3, 4, 5].map((n) => `group ${n}`),
    )
    expect(desk.inbox).toEqual([])
  })

  it('leaves a group that has changed to a run of its own', async () => {
    const desk = late(({ site }) => {
      site.groups = site.groups.map((one) => (one.id === groupId(3) ? groupIn(3, { members: [30] }) : one))
    })
    expect(await desk.run(all)).toMatchObject({ applied: 4, superseded: 1 })
    expect(writesOf(desk.site.server)).toHaveLength(5)
    expect(desk.inbox).toEqual([])
    expect(listsOf(desk.site)).toContain('g3@example.org: u30')
  })

  it('stops where the source is away, and tries each change again', async () => {
    let asked = 0
    const readGroups = () => {
      asked += 1
      return Promise.reject(targetError('unreachable'))
    }
    const desk = late(({ site: { context } }) => Object.assign(context.pieces.source, { readGroups }))
    expect(await desk.run(all)).toMatchObject({ applied: 1, failed: 4 })
    expect([writesOf(desk.site.server).length, asked]).toEqual([1, 1])
    expect(desk.later).toMatchObject([{ ear: 'retry', scopes: [{}, {}, {}, {}] }])
  })

  it('believes a reading of thirty seconds', async () => {
    const desk = deskWith({
      0: ({ clock }) => {
        clock.ms += 30_000
      },
    })
    await desk.run(all)
    expect(desk.site.asked).not.toContain('group 2')
  })
})

describe('what a sweep tells of the groups that are known', () => {
  it('is what runs have left, events too; nothing at first, and nothing at night', async () => {
    const told: (readonly string[] | undefined)[] = []
    const patient = (sides: Sides): Sides => ({
      ...sides,
      source: {
        ...sides.source,
        readDirectory: (progress, known) => {
          told.push(known && [...known].sort())
          return sides.source.readDirectory(progress, known)
        },
      },
    })
    const desk = createDesk({ groups: five, patient })
    await desk.run(all)
    desk.site.groups = [...five, groupIn(6)]
    await desk.run(group(6))
    await desk.run(all)
    await desk.run({ ...all, nightly: true })
    expect(told).toEqual([undefined, [1, 2, 3, 4, 5, 6].map(groupId), undefined])
  })
})

describe('the memory after a sweep', () => {
  it('is begun before the first write, which is not made where that is impossible', async () => {
    const store = createVolatileValues()
    const values = { ...store, putMany: () => Promise.reject(new Error('the store is away')) }
    const desk = createDesk({ groups: five, values })
    await expect(desk.run(all)).rejects.toThrow('the store is away')
    expect(writesOf(desk.site.server)).toEqual([])
  })

  it('is that of its reading and of what it made', async () => {
    const desk = createDesk({ groups: five })
    await desk.run(all)
    desk.site.asked.length = 0
    await desk.run(group(3))
    expect(desk.site.asked).toEqual(['domains', 'group 3', 'read 3', 'find @example.org'])
  })

  it('is there, too, where nothing was to be made or all writes are paused', async () => {
    for (const pause of [undefined, { since: '2026-11-24', reason: 'moving house' }]) {
      const desk = createDesk({ groups: five })
      await desk.site.context.memory.setPause(pause)
      await desk.run(all)
      await desk.run(all)
      expect(await desk.run(group(1))).toMatchObject({ kind: 'part', paused: pause !== undefined })
    }
  })
})
