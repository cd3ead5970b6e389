import type { RunRecord } from '@cowherd/queue'
import { describe, expect, it } from 'vitest'
import { heardBy, runsWithin } from './heard.ts'

const record = (changes: Partial<RunRecord>): RunRecord => ({
  id: '1',
  outcome: 'done',
  startedAt: 100,
  finishedAt: 200,
  taken: 1,
  scopes: [],
  ...changes,
})

describe('runsWithin', () => {
  it('gives the runs that overlap the time, oldest first, without those that found nothing to look at', () => {
    const records = [
      record({ id: 'after', startedAt: 301, finishedAt: 400 }),
      record({ id: 'last', startedAt: 300, finishedAt: 400 }),
      record({ id: 'empty', startedAt: 180, finishedAt: 190, taken: 0 }),
      record({ id: 'first', startedAt: 90, finishedAt: 150 }),
      record({ id: 'before', startedAt: 90, finishedAt: 149 }),
    ]
    expect(runsWithin(records, 150, 300).map(({ id }) => id)).toEqual(['first', 'last'])
  })
})

describe('heardBy', () => {
  const scope = { kind: 'user', id: 7 } as const

  it('gives the first time of each ear that heard of the events, in the order of hearing', () => {
    const runs = [
      record({ scopes: [{ scope, ear: 'webhook', eventId: 'mine', at: 120 }] }),
      record({
        scopes: [
          { scope, ear: 'event-log', eventId: 'mine', at: 110 },
          { scope, ear: 'webhook', eventId: 'mine', at: 130 },
        ],
      }),
    ]
    expect(heardBy(runs, new Set(['mine']), 100)).toEqual([
      { ear: 'event-log', at: 110 },
      { ear: 'webhook', at: 120 },
    ])
  })

  it('counts neither other events, nor what was heard before, nor second looks', () => {
    const runs = [
      record({
        scopes: [
          { scope, ear: 'webhook', eventId: 'other', at: 110 },
          { scope, ear: 'second-look', eventId: 'mine', at: 110 },
          { scope: { kind: 'all' }, ear: 'sweep', at: 99 },
        ],
      }),
    ]
    expect(heardBy(runs, new Set(['mine']), 100)).toEqual([])
  })

  it('counts a sweep, which is about no event', () => {
    const runs = [record({ scopes: [{ scope: { kind: 'all' }, ear: 'sweep', at: 105 }] })]
    expect(heardBy(runs, new Set(), 100)).toEqual([{ ear: 'sweep', at: 105 }])
  })
})
