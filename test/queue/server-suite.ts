import { openQueue, type StoredScope } from '@cowherd/queue'
import { describe, expect, test } from 'vitest'
import type { TestServer } from '../servers/server.ts'
import { user, userIds } from './scopes.ts'
import { createSite, type Place, until } from './site.ts'

/** What a queue on a server does: who shares it, and when the server is away. */
export function serverSuite(name: string, place: () => Place & { server: TestServer }): void {
  describe(`${name} server shared`, () => {
    test('whoever opens it can tell whether a worker listens', async () => {
      const site = createSite(place())
      const [asking, working] = await site.openFor(2)
      if (!asking || !working) throw new Error('not opened')
      expect(await asking.workers()).toBe(0)
      const worker = await site.work(working, async () => ({}))
      await until(async () => ((await asking.workers()) === 1 ? true : undefined))
      await worker.close()
      await until(async () => ((await asking.workers()) === 0 ? true : undefined))
    })
  })

  describe(`${name} server away`, () => {
    test.skipIf(place().server.crash === undefined)(
      'nothing is acknowledged while it is down, nothing acknowledged is lost, and work goes on by itself',
      async () => {
        const site = createSite(place())
        const queue = await site.open()
        const took: StoredScope[] = []
        let working = false
        await site.work(
          queue,
          async (run) => {
            took.push(...(await run.take()))
            working = true
            return {}
          },
          { lockMs: 500, tickMs: 500 },
        )
        await queue.store([user(1)])
        await until(() => (working ? true : undefined))
        const restart = await place().server.crash?.()
        await expect(queue.store([user(2)])).rejects.toThrow()
        await expect(queue.ready()).rejects.toMatchObject({ name: 'QueueError', reason: 'unreachable' })
        await restart?.()
        await until(() =>
          queue
            .store([user(3)])
            .then(() => true)
            .catch(() => undefined),
        )
        await until(() => (userIds(took).includes(3) ? true : undefined))
        expect(userIds(took)).toContain(1)
      },
    )

    test.skipIf(place().server.crash === undefined)(
      'a worker with a run under way still closes, and the run is made once the server is back',
      async () => {
        const site = createSite(place())
        const queue = await site.open()
        let began = false
        const worker = await site.work(
          queue,
          async (run) => {
            await run.take()
            began = true
            return await new Promise(() => {})
          },
          { lockMs: 500 },
        )
        await queue.store([user(1)])
        await until(() => (began ? true : undefined))
        const restart = await place().server.crash?.()
        const before = performance.now()
        await worker.close({ timeoutMs: 100 })
        await queue.close()
        expect(performance.now() - before).toBeLessThan(4_000)
        await restart?.()
        const took: StoredScope[] = []
        await site.work(
          await site.open(),
          async (run) => {
            took.push(...(await run.take()))
            return {}
          },
          { lockMs: 500 },
        )
        await until(() => (took.length > 0 ? true : undefined))
        expect(userIds(took)).toEqual([1])
      },
    )

    test('a server that does not answer is told of without the password', async () => {
      const url = new URL(place().server.url)
      url.port = '1'
      url.password = 'hush-hush'
      await expect(openAt(url.href)).rejects.toMatchObject({
        name: 'QueueError',
        reason: 'unreachable',
        message: expect.stringMatching(/cannot use .*127\.0\.0\.1:1.*ECONNREFUSED/),
      })
      await expect(openAt(url.href)).rejects.not.toThrow(/hush/)
    })

    test('a wrong password is told of without being repeated', async () => {
      const url = new URL(place().server.url)
      url.password = 'hush-hush'
      const refused = await openAt(url.href).catch((error: unknown) => String(error))
      expect(refused).toMatch(/password/i)
      expect(refused).not.toMatch(/hush/)
    })
  })
}

function openAt(url: string) {
  return openQueue({
    url,
    dataDir: '/nowhere',
    settleMs: 0,
    now: Date.now,
    random: Math.random,
    onMessage: () => {},
  })
}
