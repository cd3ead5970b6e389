import { describe, expect, it } from 'vitest'
import { createVolatileMemory } from '../memory/memory.ts'
import { aliasOf } from '../testkit/aliases.ts'
import { createFakeSource, groupOf } from '../testkit/people.ts'
import { contextOf, later, noon } from '../testkit/run.ts'
import { createFakeServer, writesOf } from '../testkit/server.ts'
import { planRun, syncRun } from './run.ts'

const numbers = Array.from({ length: 12 }, (_, index) => index + 1)
const goto = numbers.map((n) => `u${n}@example.org`)
const dayMs = 86_400_000

/** The group of a crowded alias has lost nearly everybody, and a new group came. */
function scene() {
  const server = createFakeServer([aliasOf(1, { goto })])
  const source = createFakeSource([groupOf(1, 'Board'), groupOf(2, 'Choir')])
  return { server, source, context: contextOf(source, server) }
}

describe('a held change', () => {
  it('stays held and the rest goes on', async () => {
    const { server, context } = scene()
    const report = await syncRun(context)
    expect(report).toMatchObject({ approval: 'none', plan: { held: [{ change: { id: 1 } }] } })
    expect(writesOf(server)).toEqual(['create choir@example.org'])
  })

  it('is made once a person approves it, by the digest of what is held or of the whole plan', async () => {
    for (const of of ['approval', 'checksum'] as const) {
      const { server, context } = scene()
      const { plan } = await planRun(context)
      const report = await syncRun(context, { approve: plan[of] })
      expect(report).toMatchObject({ approval: 'taken', plan: { held: [], approval: undefined } })
      expect(server.aliases.get(1)?.goto).toEqual(['u1@example.org'])
    }
  })

  it('that was approved does not count for the sliding hour; what nobody approved does', async () => {
    const { source, context } = scene()
    const server = createFakeServer([
      aliasOf(1, { goto }),
      aliasOf(2, { address: 'choir@example.org', goto: goto.slice(0, 3) }),
    ])
    const both = { ...context, source, target: server, writer: server }
    const { plan } = await planRun(both)
    expect(plan.held.map(({ change }) => change.id).sort()).toEqual([1, 2])
    source.groups = [groupOf(1, 'Board'), groupOf(2, 'Choir', [1, 2, 3, 4])]
    const next = await planRun(both)
    await syncRun(both, { approve: next.plan.approval })
    expect(await context.memory.removalsSince(noon)).toEqual({ aliases: 0, memberships: 0 })
    source.groups = [groupOf(1, 'Board'), groupOf(2, 'Choir', [1, 2])]
    await syncRun(both)
    expect(await context.memory.removalsSince(noon)).toEqual({ aliases: 0, memberships: 2 })
  })
})

describe('an approval', () => {
  it.each([
    ['of other changes is not taken', 'other-digest', '0123456789abcdef'],
    ['of an empty text is not taken', 'other-digest', ''],
  ])('%s', async (_, approval, approve) => {
    const { server, context } = scene()
    expect(await syncRun(context, { approve })).toMatchObject({ approval })
    expect(server.aliases.get(1)?.goto).toEqual(goto)
  })

  it('of what changed since is not taken', async () => {
    const { server, source, context } = scene()
    const { plan } = await planRun(context)
    source.groups = [groupOf(1, 'Board', [2])]
    expect(await syncRun(context, { approve: plan.approval })).toMatchObject({ approval: 'other-digest' })
    expect(server.aliases.get(1)?.goto).toEqual(goto)
  })

  it('where nothing is held is told so, and the run goes on', async () => {
    const server = createFakeServer([])
    const report = await syncRun(contextOf([groupOf(1, 'Board')], server), { approve: '0123456789abcdef' })
    expect(report).toMatchObject({ approval: 'nothing-held', results: [{ outcome: 'applied' }] })
  })

  it('of what was shown more than a day ago is not taken, and shown again is', async () => {
    const { server, context } = scene()
    const { plan } = await planRun(context)
    const at = (milliseconds: number) => ({ ...context, now: () => later(milliseconds) })
    const { approval: approve } = plan
    const tooLate = await syncRun(at(dayMs + 1), { approve })
    expect(tooLate).toMatchObject({ approval: 'expired', plan: { approval: approve } })
    expect(server.aliases.get(1)?.goto).toEqual(goto)
    expect(await syncRun(at(2 * dayMs + 1), { approve })).toMatchObject({ approval: 'taken' })
  })

  it('by somebody whose installation lost its memory is taken: it covers exactly what is held', async () => {
    const { context } = scene()
    const { plan } = await planRun(context)
    const report = await syncRun({ ...context, memory: createVolatileMemory() }, { approve: plan.approval })
    expect(report.approval).toBe('taken')
  })

  it('is not taken while writes are paused', async () => {
    const { server, context } = scene()
    const { plan } = await planRun(context)
    await context.memory.setPause({ since: noon.toISOString(), reason: 'moving house' })
    const report = await syncRun(context, { approve: plan.approval })
    expect(report).toMatchObject({ approval: 'none', plan: { approval: plan.approval } })
    expect(writesOf(server)).toEqual([])
  })

  it('of some addresses lets through no others', async () => {
    const server = createFakeServer([
      aliasOf(1, { goto }),
      aliasOf(2, { address: 'choir@example.org', goto }),
    ])
    const context = contextOf([groupOf(1, 'Board'), groupOf(2, 'Choir')], server)
    const only = new Set(['board@example.org'])
    const { plan } = await planRun(context, { only })
    for (const approve of [plan.approval, plan.checksum]) {
      expect(await syncRun(context, { approve })).toMatchObject({ approval: 'other-digest' })
    }
    expect(writesOf(server)).toEqual([])
    expect(await syncRun(context, { only, approve: plan.approval })).toMatchObject({ approval: 'taken' })
    expect(writesOf(server)).toEqual(['update 1'])
  })
})
