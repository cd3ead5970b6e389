import type { ConsoleModel } from '@cowherd/console'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLooker } from './looker.ts'

beforeEach(() => void vi.useFakeTimers({ now: 1_795_000_000_000 }))
afterEach(() => void vi.useRealTimers())

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

/** A looker over servers that take their time and may fail. */
function openLooker(tookMs = 1_000) {
  const servers = { looks: 0, failing: false }
  const looker = createLooker({
    nowMs: Date.now,
    onTurn: () => {},
    async take() {
      servers.looks += 1
      const takenAt = Date.now()
      await new Promise((resolve) => setTimeout(resolve, tookMs))
      if (servers.failing) throw new Error('Mailcow is away')
      return { takenAt, milliseconds: tookMs } as ConsoleModel
    },
  })
  return { looker, servers }
}

test('nobody looks, no server is asked', async () => {
  const { looker, servers } = openLooker()
  looker.note()
  await pass(3_600_000)
  expect(servers.looks).toBe(0)
})

test('however many pages and runs there are, looks lie five times as long apart as they take', async () => {
  const { looker, servers } = openLooker(1_000)
  for (let second = 0; second < 120; second += 1) {
    looker.attend()
    looker.note()
    await pass(1_000)
  }
  expect(servers.looks).toBeGreaterThan(14)
  expect(servers.looks).toBeLessThanOrEqual(21)
})

test('what happens during a look makes another one', async () => {
  const { looker, servers } = openLooker()
  looker.attend()
  await pass(500)
  looker.note()
  await pass(60_000)
  expect(servers.looks).toBe(2)
  expect(looker.state()).toEqual({ running: false, problem: undefined, stale: false })
})

test('ten minutes after the last page nothing is looked at any more, and the model goes after half an hour', async () => {
  const { looker, servers } = openLooker()
  looker.attend()
  await pass(11 * 60_000)
  looker.note()
  await pass(5 * 60_000)
  expect(servers.looks).toBe(1)
  expect(looker.model()).toBeDefined()
  await pass(20 * 60_000)
  expect(looker.model()).toBeUndefined()
})

test('a look that fails keeps the older model, says why, and is made again after a while', async () => {
  const { looker, servers } = openLooker()
  looker.attend()
  await pass(2_000)
  servers.failing = true
  await pass(20_000)
  expect(looker.request()).toBe(true)
  await pass(2_000)
  expect(looker.model()).toBeDefined()
  expect(looker.state()).toMatchObject({ problem: 'Mailcow is away', stale: true })
  servers.failing = false
  await pass(30_000)
  expect(looker.state()).toMatchObject({ problem: undefined, stale: false })
})

test('who asks by hand twice in a moment gets one look', async () => {
  const { looker, servers } = openLooker()
  expect([looker.request(), looker.request()]).toEqual([true, false])
  await pass(1_500)
  expect(looker.request()).toBe(false)
  expect(servers.looks).toBe(1)
  looker.close()
})
