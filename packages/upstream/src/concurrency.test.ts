import { expect, it } from 'vitest'
import { mapConcurrently } from './concurrency.ts'

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

it('gives the results in the order of the items, whatever ends first', async () => {
  const results = await mapConcurrently([3, 1, 2], 3, async (item) => {
    await later(item)
    return item * 10
  })
  expect(results).toEqual([30, 10, 20])
})

it('starts nothing after a failure, and ends what is under way', async () => {
  const started: number[] = []
  const ended: unknown[] = []
  const work = mapConcurrently([1, 2, 3, 4], 2, async (item, signal) => {
    started.push(item)
    signal.addEventListener('abort', () => ended.push(item))
    if (item === 1) throw new Error('first')
    await later(5)
  })
  await expect(work).rejects.toThrow('first')
  await later(20)
  expect(started).toEqual([1, 2])
  expect(ended).toContain(2)
})
