import type { Condition } from '@cowherd/notices'
import { groupId, groupIn, targetError } from '@cowherd/reconcile/testkit'
import { describe, expect, it } from 'vitest'
import { createDesk, type DeskFacts, scopeOf, startMs } from '../testkit/desk.ts'
import { readStanding } from './standing.ts'
import { createRunWatch } from './watch.ts'

const three = [groupIn(1), groupIn(2), groupIn(3)]
const all = scopeOf({ kind: 'all' }, { ear: 'sweep' })
const group = (n: number) => scopeOf({ kind: 'group', id: groupId(n) })

/** A desk whose runs are watched. */
async function watched(facts: Partial<DeskFacts> = {}) {
  const told: Condition[][] = []
  const drift: number[] = []
  const lines: string[] = []
  const heard = { webhookAt: startMs, eventLogAt: startMs as number | undefined }
  const desk = createDesk({
    groups: three,
    ...facts,
    watch: (values, nowMs) =>
      createRunWatch({
        ...{ values, nowMs, owner: 'main' },
        log: (level, message) => lines.push(`${level}: ${message}`),
        metrics: { drift: (count) => drift.push(count) },
        hearing: async () => heard,
        tell: async (conditions) => {
          told.push([...conditions])
        },
      }),
  })
  await desk.run(all)
  const change = (id: number, content: object) => {
    const alias = desk.site.server.aliases.get(id)
    if (!alias) throw new Error(`no alias ${id}`)
    desk.site.server.aliases.set(id, { ...alias, ...content })
  }
  const aliasOf = (n: number) =>
    [...desk.site.server.aliases.values()].find(({ address }) => address.startsWith(`g${n}@`))?.id ?? 0
  const causesOf = (kind: Condition['kind']) =>
    told
      .at(-1)
      ?.find((condition) => condition.kind === kind)
      ?.causes.map(({ text }) => text)
  const standing = () => readStanding(desk.site.values)
  return { desk, told, drift, lines, heard, change, aliasOf, causesOf, standing }
}

describe('drift', () => {
  it('is what somebody else changed or deleted, counted once', async () => {
    const { desk, drift, change, aliasOf } = await watched()
    change(aliasOf(1), { goto: ['somebody@example.org'] })
    desk.site.server.aliases.delete(aliasOf(2))
    await desk.run(all)
    await desk.run(all)
    expect(drift).toEqual([0, 2, 0])
  })

  it('is nothing that runs over everything or over a part did themselves', async () => {
    const { desk, drift } = await watched()
    desk.site.groups = [groupIn(1, { members: [1, 5] }), groupIn(2), groupIn(3)]
    await desk.run(group(1))
    await desk.run(all)
    desk.site.groups = [groupIn(1), groupIn(2, { members: [2, 7] })]
    await desk.run(all)
    await desk.run(all)
    await desk.run(all)
    expect(drift).toEqual([0, 0, 0, 0, 0])
  })

  it('is no word of a person in the comment', async () => {
    const { desk, drift, change, aliasOf } = await watched()
    const comment = desk.site.server.aliases.get(aliasOf(1))?.privateComment
    change(aliasOf(1), { privateComment: `for the fair; ${comment}` })
    await desk.run(all)
    expect(drift).toEqual([0, 0])
  })
})

describe('how things stand', () => {
  it('tells counts and times of the last runs, and no address', async () => {
    const { desk, standing } = await watched()
    desk.clock.ms += 60_000
    desk.site.groups = [groupIn(1, { members: [1, 5] }), ...three.slice(1)]
    await desk.run(group(1))
    expect(await standing()).toEqual({
      lastSuccess: { part: startMs + 60_000, whole: startMs, nightly: 0 },
      ...{ failures: 0, failingSince: null, eventLogAt: startMs },
      whole: { owned: 3, held: 0, conflicts: 0, orphans: 0 },
    })
    await desk.run({ ...all, nightly: true })
    expect((await standing()).lastSuccess.nightly).toBe(startMs + 60_000)
    expect(JSON.stringify(await desk.site.values.getMany(['standing', 'drift/1', 'drift/2']))).not.toContain(
      '@',
    )
  })

  it('counts the orphans that a run makes', async () => {
    const { desk, standing } = await watched()
    desk.site.groups = three.slice(0, 2)
    await desk.run(all)
    await desk.run(all)
    expect((await standing()).whole).toMatchObject({ owned: 3, orphans: 1 })
  })
})

describe('people are told', () => {
  const away = { on: false, code: 'unreachable' as 'unreachable' | 'bad-token' }
  const fragile: NonNullable<DeskFacts['patient']> = (sides) => ({
    ...sides,
    target: {
      ...sides.target,
      readState: () => (away.on ? Promise.reject(targetError(away.code)) : sides.target.readState()),
    },
  })

  const breakable: Partial<DeskFacts> = { patient: fragile, hasty: fragile }

  it('of failures that last, and that they are over', async () => {
    away.on = false
    const { desk, causesOf, standing } = await watched(breakable)
    Object.assign(away, { on: true, code: 'unreachable' })
    const fail = () => desk.run(all).catch(() => {})
    for (const minutes of [0, 4, 5]) {
      desk.clock.ms += minutes * 60_000
      await fail()
    }
    expect(await standing()).toMatchObject({ failures: 3, failingSince: startMs })
    expect(causesOf('failing')).toBeUndefined()
    desk.clock.ms += 60_000
    await fail()
    expect(causesOf('failing')).toEqual(['Mailcow says unreachable.'])
    away.on = false
    await desk.run(all)
    expect(causesOf('failing')).toEqual([])
    expect(await standing()).toMatchObject({ failures: 0, failingSince: null })
  })

  it('at once of a key that is refused twice', async () => {
    away.on = false
    const { desk, causesOf } = await watched(breakable)
    Object.assign(away, { on: true, code: 'bad-token' })
    await desk.run(all).catch(() => {})
    expect(causesOf('failing')).toBeUndefined()
    desk.clock.ms += 150_000
    await desk.run(all).catch(() => {})
    expect(causesOf('failing')).toEqual(['Mailcow says bad-token.'])
  })

  it('of what is held and of conflicts, by runs over everything alone', async () => {
    const ten = Array.from({ length: 12 }, (_, index) => groupIn(index + 1))
    const { desk, causesOf } = await watched({ groups: ten })
    expect([causesOf('held'), causesOf('conflicts')]).toEqual([[], []])
    desk.site.groups = ten.map((one, index) => (index < 6 ? groupIn(index + 1, { members: [] }) : one))
    await desk.run(all)
    expect(causesOf('held')?.length).toBeGreaterThan(0)
    await desk.run(group(8))
    expect(causesOf('held')).toBeUndefined()
  })

  it('of ears only where both are silent for a quarter of an hour', async () => {
    const { desk, heard, causesOf } = await watched()
    desk.clock.ms += 20 * 60_000
    heard.eventLogAt = desk.clock.ms
    await desk.run(all)
    expect(causesOf('ears-silent')).toEqual([])
    desk.clock.ms += 20 * 60_000
    heard.webhookAt = desk.clock.ms
    await desk.run(all)
    expect(causesOf('ears-silent')).toEqual([])
    desk.clock.ms += 20 * 60_000
    await desk.run(all)
    expect(causesOf('ears-silent')).toHaveLength(1)
    heard.eventLogAt = undefined
    await desk.run(all)
    expect(causesOf('ears-silent')).toBeUndefined()
  })

  it('and a store that fails disturbs no run', async () => {
    const { desk, lines } = await watched()
    const { putMany } = desk.site.values
    Object.assign(desk.site.values, {
      putMany: (entries: ReadonlyMap<string, unknown>) =>
        entries.has('standing') ? Promise.reject(new Error('full')) : putMany(entries),
    })
    expect(await desk.run(group(1))).toMatchObject({ kind: 'part' })
    expect(lines).toEqual(['warn: How things stand could not be kept: full'])
  })
})
