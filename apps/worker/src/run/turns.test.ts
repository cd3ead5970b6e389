import { describe, expect, it } from 'vitest'
import { createTurns } from './turns.ts'

const nothing = async () => {}
const soon = () => new Promise((resolve) => setImmediate(resolve))

describe('turns', () => {
  it('let things be done side by side', async () => {
    const turns = createTurns<string>()
    await Promise.all([turns.begin('a', nothing), turns.begin('b', nothing)])
  })

  it('let a task wait for all that is under way, and whatever comes meanwhile wait for the task', async () => {
    const turns = createTurns<string>()
    const order: string[] = []
    const task = async (idle: () => Promise<void>) => {
      order.push('asked')
      await idle()
      order.push('served')
    }
    await turns.begin('a', nothing)
    await turns.begin('b', nothing)
    const third = turns.begin('c', task).then(() => order.push('c'))
    const fourth = turns.begin('d', task).then(() => order.push('d'))
    await soon()
    turns.end('a')
    await soon()
    expect(order).toEqual(['asked'])
    turns.end('b')
    await Promise.all([third, fourth])
    expect(order).toEqual(['asked', 'served', 'c', 'd'])
  })

  it('never let a thing begin while a task runs, however they fall together', async () => {
    const turns = createTurns<number>()
    let [running, doing, overlaps] = [false, 0, 0]
    const task = async (idle: () => Promise<void>) => {
      await soon()
      await idle()
      running = true
      overlaps += doing
      await soon()
      running = false
    }
    const one = async (number: number) => {
      await turns.begin(number, task)
      if (running) overlaps += 1
      doing += 1
      await soon()
      doing -= 1
      turns.end(number)
    }
    await Promise.all(
      Array.from({ length: 50 }, async (_, number) => {
        for (let waits = number % 7; waits > 0; waits -= 1) await soon()
        await one(number)
      }),
    )
    expect(overlaps).toBe(0)
  })

  it('let a thing wait for the next task, too, where that came first', async () => {
    const turns = createTurns<string>()
    const first = Promise.withResolvers<void>()
    const second = Promise.withResolvers<void>()
    const order: string[] = []
    const a = turns.begin('a', () => first.promise).then(() => order.push('a'))
    first.promise.then(() => turns.begin('b', () => second.promise).then(() => order.push('b')))
    first.resolve()
    await soon()
    expect(order).toEqual([])
    second.resolve()
    await a
  })

  it('tell whoever waits for a task that it failed, and run the next one', async () => {
    const turns = createTurns<string>()
    const failing = () => Promise.reject(new Error('no'))
    const both = [turns.begin('a', failing), turns.begin('b', nothing)]
    await expect(both[0]).rejects.toThrow('no')
    await expect(both[1]).rejects.toThrow('no')
    await turns.begin('c', nothing)
  })
})
