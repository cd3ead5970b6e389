import { describe, expect, it } from 'vitest'
import { groupIn } from '../testkit/groups.ts'
import { inTurn } from '../testkit/server.ts'
import { createSite, requestFor, type SiteFacts } from '../testkit/site.ts'
import { partRun } from './part-run.ts'
import type { ChangeRecorder } from './recorder.ts'
import { syncRun } from './run.ts'

const two = [groupIn(1), groupIn(2)]

/** A site whose writes and records stand in one list, in their order. */
function watched(facts: Partial<SiteFacts> = {}, whole = true) {
  const told: string[] = []
  const recorder: ChangeRecorder = {
    begin: ({ address }) => told.push(`begin ${address}`),
    settled: ({ change, outcome }) => told.push(`${outcome} ${change.address}`),
    approved: (digest) => told.push(`approved ${digest}`),
    async flush() {
      told.push('flush')
      return whole
    },
  }
  const onWrite: NonNullable<SiteFacts['server']>['onWrite'] = (call, nth) => {
    told.push(`${call.kind} ${call.of}`)
    return facts.server?.onWrite?.(call, nth)
  }
  const site = createSite({
    groups: two,
    ...facts,
    context: { concurrency: 1, recorder },
    server: { ...facts.server, onWrite },
  })
  return { site, told }
}

describe('a recorder', () => {
  it('hears of each change before it is sent and once it is proven, and has all on the disk before the run ends', async () => {
    const { site, told } = watched()
    const report = await syncRun(site.sides)
    expect(told).toEqual([
      ...['begin g1@example.org', 'create g1@example.org', 'applied g1@example.org'],
      ...['begin g2@example.org', 'create g2@example.org', 'applied g2@example.org', 'flush'],
    ])
    expect(report).not.toHaveProperty('recorded')
  })

  it('hears of a failure, and of runs over a part', async () => {
    const { site, told } = watched({ server: { onWrite: inTurn(undefined, undefined, 'rejected') } })
    await site.whole()
    site.groups = [groupIn(1, { members: [5] }), groupIn(2)]
    told.length = 0
    await partRun(requestFor([1]), site.context)
    expect(told).toEqual(['begin g1@example.org', 'update 1', 'failed g1@example.org', 'flush'])
  })

  it('hears of an approval that is taken', async () => {
    const ten = Array.from({ length: 10 }, (_, index) => groupIn(index + 1))
    const { site, told } = watched({ groups: ten })
    await site.whole()
    site.groups = ten.slice(5)
    const held = await site.whole()
    const approve = held.plan.approval
    await syncRun(site.sides, { approve })
    expect(approve).toBeDefined()
    expect(told).toContain(`approved ${approve}`)
  })

  it('that cannot write stops nothing, and the report says so', async () => {
    const { site } = watched({}, false)
    const report = await syncRun(site.sides)
    expect(report.results.map(({ outcome }) => outcome)).toEqual(['applied', 'applied'])
    expect(report.recorded).toBe(false)
  })
})
