import { describe, expect, test } from 'vitest'
import { setClockAhead } from '../clock.ts'
import { collect } from '../collect.ts'
import { user, userIds } from '../scopes.ts'
import { createSite, type Place, until } from '../site.ts'

const hoursMs = 3 * 3_600_000
const lockMs = 500

export function clockSuite(place: () => Place): void {
  describe('a clock that was ahead by hours', () => {
    test('puts off no run: what was stored by it, and after it, is taken at once', async () => {
      const site = createSite(place())
      const queue = await site.open()
      const setRight = setClockAhead(hoursMs)
      await queue.store([user(1)]).finally(setRight)
      await queue.store([user(2)])
      await queue.later([user(3)], 600_000, 'retry')
      const took = await collect(site, queue, { tickMs: 200 })
      await until(() => (took.length >= 2 ? true : undefined))
      expect(userIds(took).sort()).toEqual([1, 2])
      // What has its time by a right clock keeps it.
      expect((await queue.status()).timers).toBe(1)
    })

    test('puts off no timer and no sweep', async () => {
      const site = createSite(place())
      const queue = await site.open()
      const setRight = setClockAhead(hoursMs)
      await queue.later([user(1)], 200, 'retry')
      await queue.schedule({ sweepEveryMs: 300 }).finally(setRight)
      const took = await collect(site, queue, { tickMs: 200 })
      await queue.schedule({ sweepEveryMs: 300 })
      await until(() => (took.filter(({ ear }) => ear === 'sweep').length >= 3 ? true : undefined))
      expect(took.map(({ ear }) => ear)).toContain('retry')
    })

    test.skipIf(place().url === undefined)(
      'of a worker that died with it keeps no run: another one takes what it had taken',
      async () => {
        const site = createSite(place())
        const queue = await site.open()
        await queue.store([user(1)])
        const holding = site.fork({ task: 'hold', lockMs, aheadMs: hoursMs })
        await holding.tells('took')
        await holding.kill()
        const took = await collect(site, queue, { lockMs, tickMs: 200 })
        await until(() => (took.length > 0 ? true : undefined))
        expect(userIds(took)).toEqual([1])
      },
    )
  })
}
