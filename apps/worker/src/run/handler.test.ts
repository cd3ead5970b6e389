import { rulesOf } from '@cowherd/plan/testkit'
import { HandBack, LostLock, RetryLater } from '@cowherd/queue'
import { groupId, groupIn, inTurn, listsOf, targetError, userOf, writesOf } from '@cowherd/reconcile/testkit'
import { describe, expect, it } from 'vitest'
import { createDesk, type Desk, type DeskFacts, scopeOf, startMs } from '../testkit/desk.ts'
import type { Sides } from './context.ts'

const three = [groupIn(1), groupIn(2, { in: [1] }), groupIn(3)]
const group = (n: number, facts = {}) => scopeOf({ kind: 'group', id: groupId(n) }, facts)
const user = (id: number) => scopeOf({ kind: 'user', id })
const all = scopeOf({ kind: 'all' }, { ear: 'sweep' })
const thrownBy = (run: Promise<unknown>) =>
  run.then(
    () => undefined,
    (error: unknown) => error,
  )

async function swept(facts: Partial<DeskFacts> = {}): Promise<Desk> {
  const desk = createDesk({ groups: three, ...facts })
  await desk.run(all)
  for (const list of [desk.later, desk.lines, desk.counted, desk.site.asked]) list.length = 0
  return desk
}

describe('a run', () => {
  it('without a scope asks nobody', async () => {
    const desk = createDesk({ groups: three })
    expect(await desk.run()).toEqual({ kind: 'none', scopes: 0 })
    expect([desk.site.asked, desk.counted]).toEqual([[], []])
  })

  it('over everything makes all lists and leaves counts and digests alone', async () => {
    const desk = createDesk({ groups: three })
    const result = await desk.run(all)
    expect(result).toEqual({
      ...{ kind: 'whole', nightly: false, widened: null, scopes: 1, milliseconds: 0, lagMs: null },
      ...{ checksum: expect.any(String), made: { create: 3 }, applied: 3, failed: 0, superseded: 0 },
      ...{ held: 0, approval: null, conflicts: 0, warnings: 0, unchanged: 0, paused: false },
    })
    expect(JSON.stringify(result)).not.toMatch(/@|g1/)
    expect(desk.counted).toEqual([
      'run whole done',
      ...['create', 'create', 'create'].map((one) => `${one} applied`),
      ...['planned 3 create', 'sweep schedule'],
    ])
  })

  it('over a group and a user reads what they concern, and tells the time since the first was heard', async () => {
    const desk = await swept()
    desk.site.groups = [groupIn(1), groupIn(2, { in: [1], members: [2, 7] }), groupIn(3)]
    desk.clock.ms += 900
    const result = await desk.run(group(2, { at: startMs + 400 }), user(7))
    expect(result).toMatchObject({ kind: 'part', scopes: 2, applied: 2, lagMs: 900, widened: null })
    expect(desk.site.asked).not.toContain('directory')
    expect(desk.counted.slice(0, 2)).toEqual(['run part done', 'lag 0.9'])
    expect(listsOf(desk.site)).toEqual([
      'g1@example.org: u1 u2 u7',
      'g2@example.org: u2 u7',
      'g3@example.org: u3',
    ])
  })

  it('over a part that has nothing to rely on reads everything, and says why', async () => {
    const desk = createDesk({ groups: three })
    expect(await desk.run(group(1))).toMatchObject({ kind: 'whole', widened: 'no-memory', applied: 3 })
    expect(desk.counted).toContain('widened no-memory')
    expect(await desk.run(group(1))).toMatchObject({ kind: 'part' })
  })

  it('over everything takes a reported deletion for what it is', async () => {
    const desk = await swept()
    desk.site.groups = [groupIn(1), groupIn(3)]
    await desk.run(all, group(2, { deleted: true }))
    expect(listsOf(desk.site)).toEqual(['g1@example.org: u1', 'g3@example.org: u3'])
  })

  it('at night is the nightly one', async () => {
    const desk = await swept()
    expect(await desk.run({ ...all, nightly: true })).toMatchObject({ nightly: true })
  })

  it('says how many changes are held, and what approves them; an approval is used once', async () => {
    const ten = Array.from({ length: 10 }, (_, index) => groupIn(index + 1))
    const desk = await swept({ groups: ten })
    desk.site.groups = ten.slice(5)
    const deleted = [1, 2, 3, 4, 5].map((n) => group(n, { deleted: true }))
    const held = await desk.run(all, ...deleted)
    expect(held).toMatchObject({ held: 5, approval: expect.any(String) })
    expect(desk.lines).toContain(
      `warn: 5 changes are held; look with: cowherd plan; approve with: cowherd sync --approve ${held['approval']}`,
    )
    await desk.context.sides('patient').memory.setApproval(String(held['approval']))
    expect(await desk.run(all)).toMatchObject({ held: 0, applied: 5 })
    expect(await desk.context.sides('patient').memory.approval()).toBeUndefined()
  })
})

describe('a side that is away', () => {
  it('has the scopes looked at later, with growing pauses and hasty tries', async () => {
    const tries: string[] = []
    const failing = (name: string) => (sides: Sides) => ({
      ...sides,
      target: {
        ...sides.target,
        readState: () => {
          tries.push(name)
          return Promise.reject(targetError('unreachable'))
        },
      },
    })
    const desk = createDesk({ groups: three, patient: failing('patient'), hasty: failing('hasty') })
    for (const delayMs of [5_000, 10_000, 20_000]) {
      expect(await thrownBy(desk.run(all))).toMatchObject({ name: 'RetryLater', delayMs })
    }
    expect(tries).toEqual(['patient', 'hasty', 'hasty'])
    expect(desk.lines[0]).toBe(
      'error: Mailcow says unreachable. Trying again in 5 s, and at once when something changes.',
    )
  })

  it('has everything looked at once it is back', async () => {
    const desk = await swept()
    const { server } = desk.site
    const look = desk.site.context.pieces.target.readDomains
    Object.assign(desk.site.context.pieces.target, {
      readDomains: () => Promise.reject(targetError('unreachable')),
    })
    expect(await thrownBy(desk.run(group(1)))).toBeInstanceOf(RetryLater)
    expect(writesOf(server)).toHaveLength(3)
    Object.assign(desk.site.context.pieces.target, { readDomains: look })
    await desk.run(group(1))
    expect(desk.inbox).toEqual([{ scope: { kind: 'all' }, ear: 'retry', at: startMs }])
    desk.inbox.length = 0
    await desk.run(group(1))
    expect(desk.inbox).toEqual([])
  })

  it('and is back in a sweep needs no other', async () => {
    const desk = createDesk({ groups: three })
    desk.context.breaker.failed(targetError('unreachable'))
    await desk.run(all)
    expect(desk.inbox).toEqual([])
    expect(desk.lines).toContain('info: both servers answer again; looking at everything')
  })

  it('that refuses the key is sent nothing for two and a half minutes', async () => {
    const desk = createDesk({ groups: three })
    desk.context.breaker.failed(targetError('bad-token'))
    desk.clock.ms += 100_000
    expect(await thrownBy(desk.run(group(1), all))).toMatchObject({ name: 'RetryLater', delayMs: 50_000 })
    expect(desk.site.asked).toEqual([])
    desk.clock.ms += 50_000
    expect(await desk.run(all)).toMatchObject({ applied: 3 })
  })
})

describe('a run that is to stop', () => {
  it('because the worker closes writes nothing more, hands everything back, and says how far it came', async () => {
    const desk: Desk = createDesk({
      groups: three,
      context: { concurrency: 1 },
      server: {
        onWrite: () => {
          desk.abort.abort(new HandBack())
          return undefined
        },
      },
    })
    expect(await thrownBy(desk.run(all))).toBeInstanceOf(HandBack)
    expect(writesOf(desk.site.server)).toHaveLength(1)
    expect(desk.later).toEqual([])
    expect(desk.lines).toEqual(['info: run stopped'])
    expect(desk.counted).toEqual(['create applied'])
  })

  it('because another worker has it writes nothing more', async () => {
    const desk: Desk = createDesk({
      groups: three,
      context: { concurrency: 1 },
      server: {
        onWrite: () => {
          desk.loseLock()
          return undefined
        },
      },
    })
    expect(await thrownBy(desk.run(all))).toBeInstanceOf(LostLock)
    expect(writesOf(desk.site.server)).toHaveLength(1)
    expect(desk.counted).not.toContain('run whole failed')
    // Nobody relies on a reading that was half written from.
    expect(await desk.context.graph.meta()).toBeUndefined()
  })

  it('because of a defect leaves its scopes to the queue', async () => {
    const desk = await swept()
    Object.assign(desk.site.context.pieces.source, {
      readGroups: () => Promise.reject(new TypeError('a defect')),
    })
    expect(await thrownBy(desk.run(group(1)))).toBeInstanceOf(TypeError)
    expect(desk.counted).toEqual(['run whole failed'])
  })
})

describe('what a run leaves to do', () => {
  it('is a second look at what was heard and changed nothing', async () => {
    const desk = await swept()
    await desk.run(group(3), { ...user(3), ear: 'event-log' }, group(1, { ear: 'retry' }))
    expect(desk.later).toMatchObject([
      { delayMs: 5_000, ear: 'second-look', scopes: [group(3), { ear: 'event-log' }] },
    ])
    await desk.run(group(3, { ear: 'second-look' }))
    desk.site.groups = [...three.slice(0, 2), groupIn(3, { members: [3, 4] })]
    await desk.run(group(3))
    expect(desk.later).toHaveLength(1)
  })

  it('is a second look at those of several events that changed nothing', async () => {
    const desk = await swept()
    desk.site.groups = [groupIn(1), groupIn(2, { in: [1], members: [2, 4] }), groupIn(3)]
    await desk.run(group(2), group(3), user(3), group(77))
    expect(desk.later).toMatchObject([{ ear: 'second-look', scopes: [group(3), group(77)] }])
  })

  it('is nothing after a sweep, and where something is held', async () => {
    const ten = Array.from({ length: 10 }, (_, index) => groupIn(index + 1))
    const desk = await swept({ groups: ten })
    await desk.run(all, group(1))
    desk.site.groups = ten.slice(3)
    await desk.run(...[1, 2, 3].map((n) => group(n, { deleted: true })))
    expect(desk.later).toEqual([])
  })

  it('is each failed change again, with its own growing pause, until it is made', async () => {
    const trouble = { on: true }
    const desk = await swept({
      server: { onWrite: ({ of }) => (trouble.on && of === 3 ? 'rejected' : undefined) },
    })
    desk.site.groups = [groupIn(1, { members: [1, 5] }), ...three.slice(1, 2), groupIn(3, { members: [5] })]
    const again = () => desk.run(group(3, { ear: 'retry' }))
    await desk.run(group(1), group(3))
    for (let count = 0; count < 4; count += 1) await again()
    expect(desk.later.map(({ delayMs, ear, scopes }) => [delayMs, ear, scopes])).toEqual(
      [5, 10, 20, 40, 60].map((seconds) => [seconds * 1000, 'retry', [group(3, { ear: 'retry' })]]),
    )
    expect(desk.lines.filter((line) => line.startsWith('warn: update'))).toHaveLength(5)
    trouble.on = false
    await again()
    trouble.on = true
    desk.site.groups = [...desk.site.groups.slice(0, 2), groupIn(3, { members: [6] })]
    await desk.run(group(3))
    expect(desk.later.at(-1)).toMatchObject({ delayMs: 5_000 })
  })

  it('is the user where the change of a personal alias failed', async () => {
    const rules = rulesOf('rules: [{ kind: user, match: { user: u7 }, address: seven }]')
    const trouble = { on: false }
    const desk = await swept({
      settings: { rules },
      groups: [groupIn(1, { members: [1, 7] })],
      server: { onWrite: () => (trouble.on ? 'rejected' : undefined) },
    })
    trouble.on = true
    desk.site.users.set(7, userOf(7, { email: 'other@example.org' }))
    expect(await desk.run(user(7))).toMatchObject({ kind: 'part', failed: 2 })
    const scopes = desk.later.flatMap((one) => one.scopes)
    expect(scopes).toEqual([group(1, { ear: 'retry' }), { ...user(7), ear: 'retry' }])
  })

  it('is everything where it is not known what a write has done', async () => {
    const writes = [undefined, undefined, undefined, 'lost', 'lost'] as const
    const desk = await swept({ server: { onWrite: inTurn(...writes) } })
    desk.site.groups = [...three, groupIn(4)]
    await desk.run(group(4))
    expect(await desk.run(group(4, { ear: 'retry' }))).toMatchObject({ widened: 'no-memory', applied: 1 })
  })
})
