import type { PgQueryable } from 'bullmq'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepSmall } from './upkeep.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function createPool(written: () => number) {
  const asked: string[] = []
  const query = async (text: string) => {
    asked.push(text.split(' ', 1)[0] ?? '')
    return { rows: [{ lsn: '0/1', bytes: written() }] }
  }
  return { asked, pool: { query } as unknown as PgQueryable }
}

test('vacuums and checkpoints after 8 MB of log, and not before', async () => {
  let written = 8 * 1024 * 1024 - 1
  const { asked, pool } = createPool(() => written)
  const upkeep = keepSmall(pool, () => {})
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toEqual(['SELECT'])
  written += 1
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toEqual(['SELECT', 'SELECT', 'VACUUM', 'CHECKPOINT'])
  await upkeep.stop()
})

test('a failure is told of and the next minute tries again', async () => {
  const errors: unknown[] = []
  const failing = { query: () => Promise.reject(new Error('no')) } as unknown as PgQueryable
  const upkeep = keepSmall(failing, (error) => errors.push(error))
  await vi.advanceTimersByTimeAsync(120_000)
  expect(errors).toHaveLength(2)
  await upkeep.stop()
})
