import { describe, expect, it } from 'vitest'
import { createVolatileMemory } from '../memory/memory.ts'
import { aliasOf, flags, groupId } from '../testkit/aliases.ts'
import { createFakeSource, groupOf } from '../testkit/people.ts'
import { contextOf, later, noon, watchedMemory } from '../testkit/run.ts'
import { createFakeServer, targetError, writesOf } from '../testkit/server.ts'
import { planRun, syncRun } from './run.ts'

const board = groupOf(1, 'Board')
const choir = groupOf(2, 'Choir')

describe('planning', () => {
  it('writes nothing, shows all', async () => {
    const server = createFakeServer([])
    let saved = 0
    const memory = watchedMemory(() => {
      saved += 1
    })
    const { plan } = await planRun(contextOf([board, choir], server, { memory }))
    expect(plan.changes.map(({ action, address }) => `${action} ${address}`)).toEqual([
      'create board@example.org',
      'create choir@example.org',
    ])
    expect([writesOf(server), saved]).toEqual([[], 0])
  })

  it('is no run that finds a group gone', async () => {
    const context = contextOf(
      [board],
      createFakeServer([aliasOf(1), aliasOf(2, { address: 'b@example.org' })]),
    )
    for (const _ of [1, 2, 3]) {
      const { plan } = await planRun(context)
      expect(plan.changes).toEqual([])
    }
  })
})

describe('a run', () => {
  it('makes the aliases equal to the groups, and a second one writes nothing', async () => {
    const server = createFakeServer([aliasOf(1, { goto: ['u9@example.org'] })])
    const context = contextOf([board, choir], server)
    const progress: string[] = []
    const report = await syncRun({
      ...context,
      onProgress: () => {},
      onApply: (done, total) => progress.push(`${done}/${total}`),
    })
    expect(report.results.map(({ outcome }) => outcome)).toEqual(['applied', 'applied'])
    expect(progress).toEqual(['1/2', '2/2'])
    expect([...server.aliases.values()].map(({ address, goto }) => [address, goto])).toEqual([
      ['board@example.org', ['u1@example.org']],
      ['choir@example.org', ['u1@example.org']],
    ])
    const writes = writesOf(server).length
    const second = await syncRun(context)
    expect([second.results, second.plan.unchanged]).toEqual([[], 2])
    expect(writesOf(server)).toHaveLength(writes)
  })

  it('over a side that cannot be read writes nothing', async () => {
    const server = createFakeServer([])
    const away = { ...server, readState: () => Promise.reject(targetError('unreachable')) }
    await expect(syncRun({ ...contextOf([board], server), target: away })).rejects.toThrow('unreachable')
    expect(writesOf(server)).toEqual([])
  })

  it('reports a failed change and makes the others', async () => {
    const server = createFakeServer([], {
      onWrite: ({ of }) => (of === 'board@example.org' ? 'rejected' : undefined),
    })
    const { results } = await syncRun(contextOf([board, choir], server))
    expect(results).toMatchObject([
      { outcome: 'failed', reason: 'Mailcow says rejected.' },
      { outcome: 'applied' },
    ])
  })

  it('makes only what concerns some addresses where it is asked to', async () => {
    const server = createFakeServer([])
    const only = new Set(['choir@example.org'])
    const { results } = await syncRun(contextOf([board, choir], server), { only })
    expect(results.map(({ change }) => change.address)).toEqual(['choir@example.org'])
    expect(writesOf(server)).toEqual(['create choir@example.org'])
  })

  it('adopts what a person asks it to adopt', async () => {
    const theirs = aliasOf(1, { goto: ['somebody@example.com'], privateComment: '' })
    const context = contextOf([board], createFakeServer([theirs]))
    expect((await syncRun(context)).plan.conflicts).toHaveLength(1)
    const { results } = await syncRun(context, { adopt: new Set(['board@example.org']) })
    expect(results).toMatchObject([{ outcome: 'applied', change: { action: 'adopt' } }])
  })
})

describe('a group that is not found', () => {
  const aliases = [aliasOf(1), aliasOf(2, { address: 'choir@example.org' })]
  const inactive = { ...flags, active: false }

  it('is gone only in the second run: its alias is left alone until then', async () => {
    const server = createFakeServer(aliases)
    const context = contextOf([board], server)
    const first = await syncRun(context)
    expect(first.results).toEqual([])
    expect(first.plan.skipped).toMatchObject([{ group: { id: groupId(2) } }])
    expect(server.aliases.get(2)).toBe(aliases[1])
    const second = await syncRun(context)
    expect(second.results).toMatchObject([{ outcome: 'applied', change: { action: 'deactivate' } }])
    expect(server.aliases.get(2)?.flags).toEqual(inactive)
  })

  it('is counted anew after it was seen again', async () => {
    const server = createFakeServer(aliases)
    const source = createFakeSource([board])
    const context = contextOf(source, server)
    await syncRun(context)
    source.groups = [board, choir]
    await syncRun(context)
    source.groups = [board]
    await syncRun(context)
    expect(writesOf(server)).toEqual([])
  })

  it('has its alias deleted by a nightly run alone, after its time', async () => {
    const since = 'orphan=2026-11-10 runs=6'
    const orphan = aliasOf(2, { address: 'choir@example.org', flags: inactive })
    const server = createFakeServer([
      aliasOf(1),
      { ...orphan, privateComment: `${orphan.privateComment} ${since}` },
    ])
    const context = contextOf([board], server)
    await syncRun(context)
    await syncRun(context)
    expect(writesOf(server)).toEqual([])
    expect((await planRun(context, { nightly: true })).plan.changes).toMatchObject([{ action: 'delete' }])
    await syncRun(context, { nightly: true })
    expect(writesOf(server)).toEqual(['delete 2'])
    expect([...server.aliases.keys()]).toEqual([1])
  })
})

describe('the aliases as they were', () => {
  it('are saved before the first write, once', async () => {
    const saves: string[][] = []
    const server = createFakeServer([])
    const source = createFakeSource([board])
    const memory = watchedMemory(() => saves.push(writesOf(server)))
    const context = contextOf(source, server, { memory })
    expect((await syncRun(context)).savedFirst).toBe('memory')
    expect(saves).toEqual([[]])
    source.groups = [board, choir]
    expect((await syncRun(context)).savedFirst).toBeUndefined()
  })

  it('are not saved where nothing is written', async () => {
    let saved = 0
    const memory = watchedMemory(() => {
      saved += 1
    })
    await syncRun(contextOf([board], createFakeServer([aliasOf(1)]), { memory }))
    expect(saved).toBe(0)
  })

  it('and cannot be saved keep the run from writing', async () => {
    const server = createFakeServer([])
    const memory = watchedMemory(() => {
      throw new Error('the disk is full')
    })
    await expect(syncRun(contextOf([board], server, { memory }))).rejects.toThrow('the disk is full')
    expect(writesOf(server)).toEqual([])
  })
})

describe('a pause', () => {
  const pause = { since: noon.toISOString(), reason: 'moving house' }

  it('keeps a run from writing, and shows what it would do', async () => {
    const memory = createVolatileMemory()
    await memory.setPause(pause)
    const server = createFakeServer([])
    const report = await syncRun(contextOf([board], server, { memory }))
    expect(report).toMatchObject({ paused: pause, results: [], savedFirst: undefined })
    expect(report.plan.changes).toHaveLength(1)
    expect(writesOf(server)).toEqual([])
    await memory.setPause(undefined)
    await syncRun(contextOf([board], server, { memory }))
    expect(writesOf(server)).toHaveLength(1)
  })

  it('that comes while a run is writing stops it before its next write', async () => {
    const memory = createVolatileMemory()
    const server = createFakeServer([], {
      onWrite: () => {
        memory.setPause(pause)
        return undefined
      },
    })
    const report = await syncRun(contextOf([board, choir], server, { memory, concurrency: 1 }))
    expect(writesOf(server)).toEqual(['create board@example.org'])
    expect(report).toMatchObject({
      paused: undefined,
      results: [
        { outcome: 'applied' },
        {
          outcome: 'not-attempted',
          reason: `writes are paused since ${pause.since} (moving house); go on with: cowherd resume`,
        },
      ],
    })
  })
})

describe('the sliding hour', () => {
  const removed = { aliases: 0, memberships: 1 }
  const none = { aliases: 0, memberships: 0 }
  const crowded = aliasOf(1, { goto: ['u1@example.org', 'u2@example.org'] })

  it.each([
    ['counts what was taken away', undefined, removed],
    ['counts what may have been taken away', 'lost', removed],
    ['does not count what was refused', 'rejected', none],
    ['does not count what had no effect', 'false-success', none],
  ] as const)('%s', async (_, trouble, expected) => {
    const server = createFakeServer([crowded], { onWrite: () => trouble })
    const context = contextOf([board], server)
    await syncRun(context)
    expect(await context.memory.removalsSince(noon)).toEqual(expected)
  })

  it('reaches into the next run, and no further than an hour back', async () => {
    const lists = Array.from({ length: 10 }, (_, index) =>
      aliasOf(index + 1, { address: `list${index + 1}@example.org` }),
    )
    const groups = lists.map(({ id }) => groupOf(id, `List${id}`))
    const heldAfter = async (milliseconds: number) => {
      const server = createFakeServer(lists)
      const memory = createVolatileMemory()
      await memory.rememberMissing(new Set([groupId(9), groupId(10)]))
      const sync = (count: number, now: Date) =>
        syncRun(contextOf(groups.slice(0, count), server, { memory, now: () => now }))
      const first = await sync(8, noon)
      expect(first.results).toHaveLength(2)
      await memory.rememberMissing(new Set([groupId(8), groupId(9), groupId(10)]))
      return (await sync(7, later(milliseconds))).plan.held.length
    }
    expect(await heldAfter(3_600_000)).toBe(1)
    expect(await heldAfter(3_600_001)).toBe(0)
  })
})
