import { describe, expect, test } from 'vitest'
import { user } from '../scopes.ts'
import { createSite, type Place, until } from '../site.ts'

export function costSuite(place: () => Place): void {
  describe('cost', () => {
    test('four idle workers take less than a hundredth of a core each', async () => {
      const whileMs = 3_000
      const idle = createSite(place()).fork({ task: 'idle', workers: 4, whileMs })
      // What a process does while it starts, longer on a busy machine, is not what it does idle.
      await until(() => idle.told.find(({ cpuMs }) => Number(cpuMs) < 4 * 0.01 * whileMs), 30_000)
    })

    test('a worker notices new work within 50 ms', async () => {
      const site = createSite(place())
      const queue = await site.open({ settleMs: 0 })
      let noticed = 0
      await site.work(queue, async (run) => {
        noticed = performance.now()
        await run.take()
        return {}
      })
      const delays: number[] = []
      for (let at = 0; at < 21; at += 1) {
        await new Promise((resolve) => setTimeout(resolve, 50))
        noticed = 0
        const before = performance.now()
        await queue.store([user(at)])
        await until(() => (noticed > 0 ? true : undefined))
        delays.push(noticed - before)
      }
      // The median: a test must not fail for what else the machine does at times.
      expect(delays.sort((a, b) => a - b)[10]).toBeLessThan(50)
    })
  })
}
