import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { collect } from '../collect.ts'
import { all, user, userIds } from '../scopes.ts'
import { createSite, type Place, until } from '../site.ts'

export function timersSuite(place: () => Place): void {
  describe('timers', () => {
    test('a scope comes after its delay and no sooner', async () => {
      const site = createSite(place())
      const queue = await site.open()
      const took = await collect(site, queue)
      const before = performance.now()
      await queue.later([user(1, { deleted: true }), user(2)], 499.25, 'second-look')
      expect(await queue.status()).toMatchObject({ inbox: 0, timers: 2 })
      await until(() => (took.length === 2 ? true : undefined))
      expect(performance.now() - before).toBeGreaterThan(490)
      expect(performance.now() - before).toBeLessThan(2_000)
      expect(took).toContainEqual(expect.objectContaining({ ear: 'second-look', deleted: true }))
      expect((await queue.status()).timers).toBe(0)
    })

    test('of equal ones the earliest counts, whichever came first', async () => {
      const site = createSite(place())
      const queue = await site.open()
      await queue.later([user(1)], 600_000, 'retry')
      await queue.later([user(1)], 300, 'retry')
      await queue.later([user(2)], 300, 'retry')
      await queue.later([user(2)], 600_000, 'retry')
      expect((await queue.status()).timers).toBe(2)
      const took = await collect(site, queue)
      await until(() => (took.length === 2 ? true : undefined))
      expect(userIds(took).sort()).toEqual([1, 2])
      expect((await queue.status()).timers).toBe(0)
    })

    test('one that is asked for while its equal fires is not lost', async () => {
      const site = createSite(place())
      const queue = await site.open({ settleMs: 0 })
      let last = 0
      await site.work(queue, async (run) => {
        if (userIds(await run.take()).includes(1)) last = performance.now()
        return {}
      })
      let asked = 0
      for (let at = 0; at < 60; at += 1) {
        asked = performance.now()
        await queue.later([user(1)], 20, 'retry')
        await sleep(Math.random() * 25)
      }
      await until(() => (last > asked ? true : undefined))
    })
  })

  describe('schedules', () => {
    test('a regular sweep comes once over all workers, and not at once', async () => {
      const site = createSite(place())
      const queues = await site.openFor(3)
      const sweeps: number[] = []
      const schedules = { sweepEveryMs: 400, nightlyCron: '0 3 * * *', timezone: 'Europe/Berlin' }
      const began = performance.now()
      for (const queue of queues) {
        await site.work(queue, async (run) => {
          for (const { ear } of await run.take()) if (ear === 'sweep') sweeps.push(performance.now())
          return {}
        })
        await queue.schedule(schedules)
      }
      await until(() => (sweeps.length >= 4 ? true : undefined))
      expect((sweeps[0] ?? 0) - began).toBeGreaterThan(200)
      // Four sweeps are three whole intervals at least; workers that swept each by itself would need one.
      expect((sweeps[3] ?? 0) - began).toBeGreaterThan(1_200)
      expect((await queues[0]?.status())?.timers).toBe(0)
    })

    test('that several workers register at the same moment are registered once, and nobody fails', async () => {
      const site = createSite(place())
      const queues = await site.openFor(4)
      for (let round = 0; round < 5; round += 1) {
        const schedules = {
          sweepEveryMs: 600_000 + round,
          nightlyCron: '0 3 * * *',
          timezone: 'Europe/Berlin',
        }
        await Promise.all(queues.map((queue) => queue.schedule(schedules)))
        expect((await queues[0]?.schedules())?.map(({ name }) => name).sort()).toEqual(['nightly', 'sweep'])
        expect((await queues[0]?.status())?.timers).toBe(0)
      }
    })

    test('a nightly pattern asks for the nightly reconciliation', async () => {
      const site = createSite(place())
      const queue = await site.open()
      const took = await collect(site, queue)
      await queue.schedule({ sweepEveryMs: 0, nightlyCron: '* * * * * *', timezone: 'Europe/Berlin' })
      await until(() => (took.length > 0 ? true : undefined))
      expect(took[0]).toEqual({ ...all('nightly'), at: took[0]?.at, nightly: true })
    })

    test('those that are registered are told with their next time, to whoever opens the queue', async () => {
      const site = createSite(place())
      const [asking, registering] = await site.openFor(2)
      if (!asking || !registering) throw new Error('not opened')
      expect(await asking.schedules()).toEqual([])
      const before = Date.now()
      await registering.schedule({
        sweepEveryMs: 600_000,
        nightlyCron: '0 3 * * *',
        timezone: 'Europe/Berlin',
      })
      const schedules = await asking.schedules()
      expect(schedules.map(({ name }) => name).sort()).toEqual(['nightly', 'sweep'])
      for (const { nextAt } of schedules) {
        expect(nextAt).toBeGreaterThan(before)
        expect(nextAt).toBeLessThanOrEqual(before + 86_400_000)
      }
      await registering.schedule({ sweepEveryMs: 0 })
      expect(await asking.schedules()).toEqual([])
    })

    test('a sweep that is no longer wanted stops coming', async () => {
      const site = createSite(place())
      const queue = await site.open()
      const took = await collect(site, queue)
      await queue.schedule({ sweepEveryMs: 200, jitter: 0.5 })
      await until(() => (took.length >= 2 ? true : undefined))
      await queue.schedule({ sweepEveryMs: 0 })
      await sleep(400)
      const before = took.length
      await sleep(700)
      expect(took.length).toBe(before)
    })
  })
}
