import fc from 'fast-check'
import { expect, test } from 'vitest'
import { spoilt } from './spoilt.ts'

const value = {
  list: [
    { id: 1, name: 'a' },
    { id: 2, name: 'b' },
  ],
  count: 2,
  none: null,
}

test('what is spoilt is something else nearly always, and every place is reached', () => {
  const seen = new Set<string>()
  let same = 0
  const given = fc.sample(spoilt(value), { numRuns: 500, seed: 1 })
  for (const one of given) {
    const text = JSON.stringify(one)
    if (text === JSON.stringify(value)) same += 1
    for (const place of [
      '"list":',
      '"id":1',
      '"name":"a"',
      '"id":2',
      '"name":"b"',
      '"count":2',
      '"none":null',
    ])
      if (!text?.includes(place)) seen.add(place)
  }
  expect(same).toBeLessThan(50)
  expect(seen.size).toBe(7)
})

test('the value itself stays as it is', () => {
  const text = JSON.stringify(value)
  fc.assert(
    fc.property(spoilt(value), () => {
      expect(JSON.stringify(value)).toBe(text)
    }),
  )
})
