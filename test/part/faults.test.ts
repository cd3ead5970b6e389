import { expect, test } from 'vitest'
import { faultPlaces } from '../whole/faults/places.ts'
import { calmState, runCase } from './faults/matrix.ts'

test('a fault at any request takes nobody out of a list, and the next run repairs what it left', async () => {
  const calm = await calmState()
  const counts = new Map<string, number>()
  const problems: string[] = []
  for (const place of faultPlaces) {
    for (const times of [1, Number.POSITIVE_INFINITY]) {
      for (let after = 0; ; after += 1) {
        const { hit, ended, problems: found } = await runCase(place, after, times, calm)
        if (!hit) break
        counts.set(ended, (counts.get(ended) ?? 0) + 1)
        const name = `${place.kind} of ${place.side} at request ${after}${times === 1 ? '' : ' and all after it'}`
        problems.push(...found.map((problem) => `${name}: ${problem}`))
      }
    }
  }
  process.stdout.write(`faults in runs over a part: ${JSON.stringify([...counts])}\n`)
  expect(problems).toEqual([])
  for (const ended of ['error', 'widened', 'done'])
    expect([ended, counts.get(ended) ?? 0]).not.toEqual([ended, 0])
})
