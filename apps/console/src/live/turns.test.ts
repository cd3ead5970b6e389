import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createTurns } from './turns.ts'

/** Something that turns when it is told to, and knows how many ask. */
function world() {
  const listeners = new Set<() => void>()
  const turns = createTurns((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  })
  return {
    turns,
    asked: () => listeners.size,
    turn: () => {
      for (const listener of listeners) listener()
    },
  }
}

test('every open page is told of a turn; the source is asked once, and not at all when the last one is gone', async () => {
  const { turns, asked, turn } = world()
  const told: string[] = []
  const leave = [new AbortController(), new AbortController()]
  const pages = leave.map(({ signal }, page) =>
    turns.listen(signal, async (event) => void told.push(`${page} ${event}`)),
  )
  expect([turns.open, asked()]).toEqual([2, 1])
  turn()
  await sleep(10)
  expect(told.sort()).toEqual(['0 turn', '1 turn'])
  for (const one of leave) one.abort()
  await Promise.all(pages)
  expect([turns.open, asked()]).toEqual([0, 0])
})

test('turns that come while a page is being told become one', async () => {
  const { turns, turn } = world()
  const leave = new AbortController()
  let told = 0
  const page = turns.listen(leave.signal, async () => {
    told += 1
    await sleep(30)
  })
  turn()
  await sleep(5)
  for (let times = 0; times < 10; times += 1) turn()
  await sleep(100)
  leave.abort()
  await page
  expect(told).toBe(2)
})

test('closing ends every page, also one that comes later', async () => {
  const { turns } = world()
  const page = turns.listen(new AbortController().signal, async () => {})
  turns.close()
  await page
  await turns.listen(new AbortController().signal, async () => {})
  expect(turns.open).toBe(0)
})
