import { spoilt } from '@cowherd/fuzz'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { afterFailure, readStanding, type Standing } from './standing.ts'

const sound: Standing = {
  lastSuccess: { part: 1, whole: 2, nightly: 3 },
  ...{ failures: 0, failingSince: null, eventLogAt: 4 },
  whole: { owned: 5, held: 6, conflicts: 7, orphans: 8 },
}

const reading = (value: unknown) =>
  readStanding({ getMany: async (keys) => new Map(keys.map((key) => [key, value])), putMany: async () => {} })

test('how things stand is read as it was written', async () => {
  expect(await reading(sound)).toEqual(sound)
})

test('whatever is kept instead, counts and times are numbers', async () => {
  await fc.assert(
    fc.asyncProperty(spoilt(sound), async (value) => {
      const { lastSuccess, failures, failingSince, eventLogAt, whole } = afterFailure(await reading(value), 9)
      const numbers = [...Object.values(lastSuccess), failures, failingSince, eventLogAt]
      expect([...numbers, ...Object.values(whole ?? {})].every((one) => typeof one === 'number')).toBe(true)
    }),
    { numRuns: 500 },
  )
})
