import { expect, test } from 'vitest'
import { createBatch } from './batch.ts'

/** Until a write that was asked for is under way. */
async function begun(): Promise<void> {
  for (let turns = 0; turns < 2; turns += 1) await new Promise((resolve) => setImmediate(resolve))
}

test('calls during a write go together with the next one, in their order', async () => {
  const writes: number[][] = []
  const add = createBatch<number>(async (items) => {
    writes.push([...items])
    await new Promise((resolve) => setTimeout(resolve, 5))
  })
  const first = add([1])
  await begun()
  await Promise.all([first, add([2, 3]), add([4])])
  expect(writes).toEqual([[1], [2, 3, 4]])
})

test('a call resolves no sooner than its own write', async () => {
  let written = 0
  const add = createBatch<number>(async (items) => {
    await new Promise((resolve) => setTimeout(resolve, 5))
    written += items.length
  })
  const first = add([1])
  await begun()
  const second = add([2])
  await first
  expect(written).toBe(1)
  await second
  expect(written).toBe(2)
})

test('a failed write fails the calls that it carried and no other', async () => {
  const add = createBatch<number>(async (items) => {
    if (items.includes(1)) throw new Error('no')
  })
  const first = add([1])
  await begun()
  const second = add([2])
  await expect(first).rejects.toThrow('no')
  await expect(second).resolves.toBeUndefined()
  await expect(add([3])).resolves.toBeUndefined()
})

test('calls of events that arrive together go together, though the store works without a pause', async () => {
  const writes: number[][] = []
  const add = createBatch<number>(async (items) => {
    writes.push([...items])
  })
  const calls: Promise<void>[] = []
  for (const item of [1, 2, 3]) setImmediate(() => calls.push(add([item])))
  await new Promise((resolve) => setTimeout(resolve, 20))
  await Promise.all(calls)
  expect(writes).toEqual([[1, 2, 3]])
})
