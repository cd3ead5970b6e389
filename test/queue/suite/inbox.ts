import { describe, expect, test } from 'vitest'
import { group, user, userIds } from '../scopes.ts'
import { createSite, type Place, until } from '../site.ts'

export function inboxSuite(place: () => Place): void {
  describe('the inbox', () => {
    test('keeps every acknowledged event of a process that is killed at any time', async () => {
      const site = createSite(place())
      const acknowledged: number[] = []
      for (const waitMs of [0, 70, 230]) {
        const storing = site.fork({ task: 'store' })
        await storing.tells('stored')
        await new Promise((resolve) => setTimeout(resolve, waitMs))
        await storing.kill()
        acknowledged.push(...storing.told.map(({ stored }) => Number(stored)))
      }
      const queue = await site.open()
      const taken = new Set<number>()
      await site.work(queue, async (run) => {
        for (const id of userIds(await run.take())) taken.add(id)
        return {}
      })
      await until(async () => ((await queue.status()).inbox === 0 ? true : undefined))
      await until(() => (taken.size > 0 ? true : undefined))
      expect(acknowledged.length).toBeGreaterThan(2)
      expect(acknowledged.filter((id) => !taken.has(id))).toEqual([])
    })

    test('joins equal scopes: the earliest time, and deleted if any event said so', async () => {
      const site = createSite(place())
      const queue = await site.open()
      await queue.store([group(1, { at: 1_000, eventId: 'a' })])
      await queue.store([
        group(1, { at: 3_000, eventId: 'c' }),
        group(1, { at: 2_000, deleted: true, eventId: 'b' }),
      ])
      await queue.store([group(2, { at: 4_000 })])
      await queue.store([])
      const { inbox, oldestMs } = await queue.status()
      expect(inbox).toBe(3)
      expect(oldestMs).toBeGreaterThan(Date.now() - 1_000 - 5_000)
      const took = await site.takeOnce(queue)
      expect(took).toEqual([group(1, { at: 1_000, eventId: 'b', deleted: true }), group(2, { at: 4_000 })])
    })

    test('gives a thousand scopes at once, and once only', async () => {
      const site = createSite(place())
      const queue = await site.open()
      const ids = Array.from({ length: 1_000 }, (_, at) => at)
      await queue.store(ids.map((id) => user(id)))
      const took = await site.takeOnce(queue)
      expect(userIds(took).sort((a, b) => a - b)).toEqual(ids)
      expect(await queue.status()).toMatchObject({ inbox: 0, oldestMs: null })
    })
  })
}
