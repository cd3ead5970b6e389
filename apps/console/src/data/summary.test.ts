import type { Conflict, Held, Plan } from '@cowherd/plan'
import type { RunRecord } from '@cowherd/queue'
import { describe, expect, test } from 'vitest'
import { conflictKey } from './conflict.ts'
import type { ConsoleModel } from './model.ts'
import type { Standing, Verdicts } from './port.ts'
import { summarise } from './summary.ts'

const conflict: Conflict = {
  ...{ code: 'not-ours', address: 'a@example.org', group: { id: 'g', name: 'A' } },
  ...{ reason: 'taken', fix: 'adopt it' },
}
const held = {} as Held
const run: RunRecord = {
  ...{ id: '1', outcome: 'done', startedAt: 0, finishedAt: 1, taken: 1, scopes: [] },
  result: { kind: 'whole', failed: 0 },
}
const well: Standing = {
  queue: { inbox: 0, oldestMs: null, running: false, timers: 0, runsDone: 1, runsFailed: 0 },
  ...{ workers: 1, runs: [run], pause: undefined, health: [], problem: undefined },
}
const nobody: Verdicts = { refused: new Map(), ignored: new Map() }
const decided = { by: 'anna', at: '2026-11-25T12:00:00Z' }

function modelWith(plan: Partial<Plan>): ConsoleModel {
  return {
    plan: { changes: [], held: [], conflicts: [], approval: undefined, ...plan },
  } as unknown as ConsoleModel
}
const judge = (plan: Partial<Plan>, standing: Partial<Standing> = {}, verdicts = nobody) =>
  summarise(modelWith(plan), { ...well, ...standing }, verdicts).judgement

describe('how things stand', () => {
  test.each([
    ['in-step', {}, {}],
    ['planned', { changes: [{}] }, {}],
    ['conflicts', { conflicts: [conflict], changes: [{}] }, {}],
    ['held', { held: [held], approval: 'x', conflicts: [conflict] }, {}],
    ['changes-failed', {}, { runs: [{ ...run, result: { failed: 2 } }] }],
    ['run-failed', {}, { runs: [{ ...run, outcome: 'failed' }] }],
    ['paused', { held: [held], approval: 'x' }, { pause: { since: '', reason: '' } }],
    ['no-worker', {}, { workers: 0 }],
    ['queue-away', {}, { problem: 'gone' }],
  ] as unknown as [string, Partial<Plan>, Partial<Standing>][])('%s', (judgement, plan, standing) => {
    expect(judge(plan, standing)).toBe(judgement)
  })

  test('is not known before the first look', () => {
    expect(summarise(undefined, well, nobody).judgement).toBe('unknown')
  })

  test('needs nobody once what is held was refused, until something else is held', () => {
    const refused = { ...nobody, refused: new Map([['x', decided]]) }
    expect(judge({ held: [held], approval: 'x' }, {}, refused)).toBe('in-step')
    expect(judge({ held: [held], approval: 'y' }, {}, refused)).toBe('held')
  })

  test('needs nobody once a conflict was set aside, and does again for another group', () => {
    const ignored = { ...nobody, ignored: new Map([[conflictKey(conflict), decided]]) }
    expect(judge({ conflicts: [conflict] }, {}, ignored)).toBe('in-step')
    expect(judge({ conflicts: [{ ...conflict, group: { id: 'h', name: 'B' } }] }, {}, ignored)).toBe(
      'conflicts',
    )
  })
})
