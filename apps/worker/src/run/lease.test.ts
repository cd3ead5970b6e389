import { LostLock, type Run } from '@cowherd/queue'
import type { TargetWriter } from '@cowherd/reconcile'
import { describe, expect, it } from 'vitest'
import { createLease } from './lease.ts'

function leaseAt(clock: { ms: number }, lock: { lost: boolean }) {
  const done: string[] = []
  const run: Run = {
    id: '1',
    signal: new AbortController().signal,
    take: async () => [],
    waiting: async () => false,
    assertLock: async () => {
      done.push('ask')
      if (lock.lost) throw new LostLock()
    },
  }
  const writer: TargetWriter = {
    create: async () => void done.push('create'),
    update: async () => void done.push('update'),
    delete: async () => void done.push('delete'),
  }
  return { ...createLease(run, writer, () => clock.ms), done }
}

describe('a write', () => {
  it('soon after the lock was asked for does not ask again', async () => {
    const { run, writer, done } = leaseAt({ ms: 0 }, { lost: false })
    await run.assertLock()
    await writer.update(1, {})
    await writer.delete(1)
    expect(done).toEqual(['ask', 'update', 'delete'])
  })

  it.each(['update', 'delete'] as const)(
    '(%s) is not made by who was stopped and has lost the run',
    async (kind) => {
      const [clock, lock] = [{ ms: 0 }, { lost: false }]
      const { run, writer, done } = leaseAt(clock, lock)
      await run.assertLock()
      clock.ms = 12_000
      lock.lost = true
      await expect(kind === 'update' ? writer.update(1, {}) : writer.delete(1)).rejects.toThrow(LostLock)
      expect(done).toEqual(['ask', 'ask'])
    },
  )

  it('is made by who was slow and still has the run, which was asked for once more', async () => {
    const clock = { ms: 0 }
    const { run, writer, done } = leaseAt(clock, { lost: false })
    await run.assertLock()
    clock.ms = 3_000
    await writer.update(1, {})
    clock.ms = 3_500
    await writer.update(2, {})
    expect(done).toEqual(['ask', 'ask', 'update', 'update'])
  })
})
