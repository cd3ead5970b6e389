import { expect, it } from 'vitest'
import { createFailureLimit } from './failure-limit.ts'

it('an address may fail ten times at once, then once in six seconds', () => {
  let now = 0
  const wait = createFailureLimit(() => now)
  const fail = (times: number) => Array.from({ length: times }, () => wait('192.0.2.1'))
  expect(fail(12)).toEqual([...Array(10).fill(0), 6, 6])
  now = 3000
  expect(fail(1)).toEqual([3])
  now = 6000
  expect(fail(2)).toEqual([0, 6])
  now = 3_600_000
  expect(fail(11)).toEqual([...Array(10).fill(0), 6])
})

it('addresses do not share a limit, and a clock that goes back costs nothing', () => {
  let now = 1000
  const wait = createFailureLimit(() => now)
  for (let n = 0; n < 10; n += 1) wait('192.0.2.1')
  expect(wait('192.0.2.2')).toBe(0)
  now = 0
  expect(wait('192.0.2.1')).toBe(6)
})

it('no more than a thousand addresses are remembered, the most recent ones', () => {
  const wait = createFailureLimit(() => 0)
  for (let n = 0; n < 10; n += 1) wait('first')
  for (let n = 0; n < 999; n += 1) wait(`other-${n}`)
  expect(wait('first')).toBe(6)
  for (let n = 0; n < 1000; n += 1) wait(`another-${n}`)
  expect(wait('first')).toBe(0)
})
