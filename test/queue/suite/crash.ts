import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { collect } from '../collect.ts'
import { user, userIds } from '../scopes.ts'
import { createSite, type Place, until } from '../site.ts'

const lockMs = 500

export function crashSuite(place: () => Place): void {
  describe('a worker process', () => {
    test('that is killed loses nothing: another run takes what it had taken', async () => {
      const site = createSite(place())
      const first = await site.open()
      await first.store([user(1), user(2, { deleted: true })])
      await first.close()
      const holding = site.fork({ task: 'hold', lockMs })
      await holding.tells('took')
      await holding.kill()

      const queue = await site.open()
      const took = await collect(site, queue, { lockMs })
      await until(() => (took.length === 2 ? true : undefined))
      expect(userIds(took).sort()).toEqual([1, 2])
      expect(took).toContainEqual(expect.objectContaining({ ear: 'crash', deleted: true }))
    })

    test('that is killed twice with the same scopes loses nothing either', async () => {
      const site = createSite(place())
      const first = await site.open()
      await first.store([user(7)])
      await first.close()
      for (let round = 0; round < 2; round += 1) {
        const holding = site.fork({ task: 'hold', lockMs })
        await holding.tells('took')
        await holding.kill()
      }
      const queue = await site.open()
      const took = await collect(site, queue, { lockMs })
      await until(() => (took.length > 0 ? true : undefined))
      expect(userIds(took)).toEqual([7])
    })

    test.skipIf(place().url === undefined)(
      'that was stopped for longer than its lock finds it lost, and another has taken over',
      async () => {
        const site = createSite(place())
        const queue = await site.open()
        await queue.store([user(1)])
        const holding = site.fork({ task: 'hold', lockMs })
        await holding.tells('took')
        holding.child.kill('SIGSTOP')
        const took = await collect(site, queue, { lockMs })
        await until(() => (took.length > 0 ? true : undefined))
        holding.child.kill('SIGCONT')
        expect(await holding.tells('lost')).toBe('LostLock')
        expect(new Set(userIds(took))).toEqual(new Set([1]))
      },
    )

    test.skipIf(place().url === undefined)(
      'that was stopped for longer than its lock and then came to the end of its run has it verified by another run',
      async () => {
        const site = createSite(place())
        const queue = await site.open()
        await queue.store([user(1)])
        const late = site.fork({ task: 'end-late', lockMs })
        await late.tells('took')
        late.child.kill('SIGSTOP')
        const took = await collect(site, queue, { lockMs })
        await until(() => (took.length > 0 ? true : undefined))
        // It ends its run once it notices that a whole lock has passed, and the lock was renewed some time before it stopped.
        await sleep(lockMs)
        const before = took.length
        late.child.kill('SIGCONT')
        // By whichever of the two workers is quicker.
        const again = () => took.length > before || late.told.filter((one) => 'took' in one).length > 1
        await until(() => (again() ? true : undefined))
        expect(new Set(userIds(took))).toEqual(new Set([1]))
      },
    )
  })
}
