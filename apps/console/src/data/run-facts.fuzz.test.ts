import { spoilt } from '@cowherd/fuzz'
import type { RunRecord } from '@cowherd/queue'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lastLagMs, lastWhole, runFacts } from './run-facts.ts'

const sound = {
  ...{ kind: 'whole', nightly: true, made: { create: 2 }, applied: 2, failed: 1, held: 3 },
  ...{ approval: 'a1b2', conflicts: 4, unchanged: 5, lagMs: 600, paused: true },
}
const recordOf = (result: unknown): RunRecord =>
  ({
    ...{ id: '1', outcome: 'done', startedAt: 0, finishedAt: 1, taken: 0, scopes: [] },
    result,
  }) as RunRecord

test('the result of a run is read as it was written', () => {
  expect(runFacts(recordOf(sound))).toEqual(sound)
})

test('whatever a run has left, its facts are numbers, and zeros for what it does not tell', () => {
  fc.assert(
    fc.property(fc.oneof(spoilt(sound), fc.anything()), (result) => {
      const { applied, failed, held, conflicts, unchanged, made, lagMs } = runFacts(recordOf(result))
      const numbers = [applied, failed, held, conflicts, unchanged, lagMs ?? 0, ...Object.values(made)]
      expect(numbers.every((one) => typeof one === 'number')).toBe(true)
      lastWhole([recordOf(result)])
      lastLagMs([recordOf(result)])
    }),
    { numRuns: 1_000 },
  )
})
