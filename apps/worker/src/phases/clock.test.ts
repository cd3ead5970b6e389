import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createPhaseClock } from './clock.ts'

/** A clock that is moved by hand, and work that ends when it is told to. */
function stage() {
  let ms = 1_000
  const clock = createPhaseClock(() => ms)
  return {
    clock,
    pass: (by: number) => {
      ms += by
    },
    begin(phase: 'read' | 'apply' | 'verify') {
      const { promise, resolve } = Promise.withResolvers<void>()
      const ended = clock.during(phase, () => promise)
      return async () => {
        resolve()
        await ended
      }
    },
  }
}

test('time counts for what is under way, and for the plan where nothing is', async () => {
  const { clock, pass, begin } = stage()
  pass(1)
  const read = begin('read')
  pass(20)
  await read()
  pass(300)
  const write = begin('apply')
  pass(4_000)
  await write()
  const look = begin('verify')
  pass(50_000)
  await look()
  expect(clock.breakdown()).toEqual({ read: 20, plan: 301, apply: 4_000, verify: 50_000 })
})

test('of several at once a write goes first, then what makes sure of one', async () => {
  const { clock, pass, begin } = stage()
  const read = begin('read')
  pass(1)
  const look = begin('verify')
  pass(10)
  const write = begin('apply')
  pass(100)
  await write()
  pass(1_000)
  await look()
  await read()
  expect(clock.breakdown()).toEqual({ read: 1, plan: 0, apply: 100, verify: 1_010 })
})

test('work that fails has taken its time all the same, and its error arrives', async () => {
  const { clock, pass } = stage()
  const failing = clock.during('read', async () => {
    pass(7)
    throw new Error('away')
  })
  await expect(failing).rejects.toThrow('away')
  pass(2)
  expect(clock.breakdown()).toEqual({ read: 7, plan: 2, apply: 0, verify: 0 })
})

test('a clock that is put back takes nothing away', async () => {
  const { clock, pass, begin } = stage()
  const read = begin('read')
  pass(7)
  pass(-3_600_000)
  await read()
  pass(2)
  expect(clock.breakdown()).toEqual({ read: 0, plan: 2, apply: 0, verify: 0 })
})

test('phases always add up to the whole time', async () => {
  const phase = fc.constantFrom('read', 'apply', 'verify')
  const step = fc.record({ phase, by: fc.nat(1_000), ends: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(fc.array(step), async (steps) => {
      const { clock, pass, begin } = stage()
      const open: (() => Promise<void>)[] = []
      for (const { phase: next, by, ends } of steps) {
        open.push(begin(next))
        pass(by)
        if (ends) await open.shift()?.()
      }
      for (const end of open) await end()
      const sum = Object.values(clock.breakdown()).reduce((total, ms) => total + ms, 0)
      expect(sum).toBe(steps.reduce((total, { by }) => total + by, 0))
    }),
  )
})
