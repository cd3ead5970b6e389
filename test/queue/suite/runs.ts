import { setTimeout as sleep } from 'node:timers/promises'
import { HandBack, RetryLater, RunFailed, type StoredScope } from '@cowherd/queue'
import { describe, expect, test } from 'vitest'
import { all, user, userIds } from '../scopes.ts'
import { createSite, type Place, until } from '../site.ts'

export function runsSuite(place: () => Place): void {
  describe('runs', () => {
    test('an event during a run is taken by it, or else by the run that follows', async () => {
      const site = createSite(place())
      const queue = await site.open()
      const took: number[][] = []
      await site.work(queue, async (run) => {
        took.push(userIds(await run.take()))
        if (took.length > 1) return {}
        expect(await run.waiting()).toBe(false)
        await queue.store([user(2)])
        expect(await run.waiting()).toBe(true)
        took.push(userIds(await run.take()))
        await queue.store([user(3), user(1)])
        return {}
      })
      await queue.store([user(1)])
      await until(() => (took.flat().length >= 4 ? true : undefined))
      expect(took.slice(0, 2)).toEqual([[1], [2]])
      expect(took.slice(2).flat().sort()).toEqual([1, 3])
    })

    test('with four workers and failing runs no two runs overlap and no event is lost', async () => {
      const site = createSite(place())
      const queues = await site.openFor(4)
      const stored = new Map<number, number>()
      const seen = new Map<number, number>()
      let active = 0
      let most = 0
      for (const queue of queues) {
        await site.work(queue, async (run) => {
          active += 1
          most = Math.max(most, active)
          try {
            const ids = userIds(await run.take())
            const readAt = performance.now()
            await sleep(5 + Math.random() * 20)
            if (Math.random() < 0.1) throw new Error('the read failed')
            await run.assertLock()
            for (const id of ids) seen.set(id, readAt)
            return { ids: ids.length }
          } finally {
            active -= 1
          }
        })
      }
      const producer = queues[0]
      if (!producer) throw new Error('no queue')
      for (let at = 0; at < 250; at += 1) {
        const id = Math.floor(Math.random() * 60)
        stored.set(id, performance.now())
        await producer.store([user(id)])
        await sleep(Math.random() * 5)
      }
      const isDone = () => [...stored].every(([id, at]) => (seen.get(id) ?? -1) > at)
      await until(() => (isDone() ? true : undefined))
      expect(most).toBe(1)
    })

    test('a burst of a thousand events on sixty scopes costs a few runs', async () => {
      const site = createSite(place())
      const queue = await site.open({ settleMs: 200 })
      const took = new Set<number>()
      let runs = 0
      await site.work(queue, async (run) => {
        runs += 1
        for (const id of userIds(await run.take())) took.add(id)
        return {}
      })
      await Promise.all(Array.from({ length: 1_000 }, (_, at) => queue.store([user(at % 60)])))
      await until(() => (took.size === 60 ? true : undefined))
      expect(runs).toBeLessThanOrEqual(5)
    })

    test('what a failed run took is tried again with the next event, at once', async () => {
      const site = createSite(place())
      const queue = await site.open()
      const took: number[][] = []
      await site.work(queue, async (run) => {
        took.push(userIds(await run.take()))
        if (took.length === 1) throw new Error('someone@example.org is unknown')
        return {}
      })
      await queue.store([user(1)])
      await until(async () => ((await queue.status()).runsFailed === 1 ? true : undefined))
      await queue.store([user(2)])
      await until(() => (took.flat().length >= 3 ? true : undefined))
      expect(took.flat().sort()).toEqual([1, 1, 2])
      const failed = (await queue.runs(10)).find(({ outcome }) => outcome === 'failed')
      expect(failed).toMatchObject({ taken: 1, error: '…@… is unknown' })
    })

    test('scopes to be retried later wait alone: live ones run at once', async () => {
      const site = createSite(place())
      const queue = await site.open()
      const took: StoredScope[] = []
      let failures = 0
      await site.work(queue, async (run) => {
        const scopes = await run.take()
        if (failures === 0) {
          failures = performance.now()
          throw new RetryLater(1_000, 'the target is away')
        }
        took.push(...scopes)
        return {}
      })
      await queue.store([user(1, { deleted: true })])
      await until(async () => ((await queue.status()).timers === 1 ? true : undefined))
      await queue.store([user(2)])
      await until(() => (took.length === 1 ? true : undefined))
      expect(performance.now() - failures).toBeLessThan(900)
      expect(userIds(took)).toEqual([2])
      await until(() => (took.length === 2 ? true : undefined))
      expect(performance.now() - failures).toBeGreaterThan(990)
      expect(took[1]).toMatchObject({ scope: { kind: 'user', id: 1 }, ear: 'retry', deleted: true })
    })

    test('a closing worker hands back a run that does not end in time, and another takes its scopes', async () => {
      const site = createSite(place())
      const [queue, other] = await site.openFor(2)
      if (!queue || !other) throw new Error('no queues')
      let reason: unknown
      let began = 0
      const worker = await site.work(queue, async (run) => {
        await run.take()
        began += 1
        run.signal.addEventListener('abort', () => {
          reason = run.signal.reason
        })
        return await new Promise(() => {})
      })
      await queue.store([user(1), user(2)])
      await until(() => (began === 1 ? true : undefined))
      const before = performance.now()
      await worker.close({ timeoutMs: 200 })
      expect(performance.now() - before).toBeLessThan(1_500)
      expect(reason).toBeInstanceOf(HandBack)
      expect(userIds(await site.takeOnce(other)).sort()).toEqual([1, 2])
      expect((await queue.runs(10)).map(({ outcome }) => outcome)).toContain('handed-back')
    })

    test('a closing worker lets a run end that ends in time', async () => {
      const site = createSite(place())
      const queue = await site.open()
      let began = 0
      const worker = await site.work(queue, async (run) => {
        await run.take()
        began += 1
        await sleep(200)
        return { done: true }
      })
      await queue.store([user(1)])
      await until(() => (began === 1 ? true : undefined))
      await worker.close({ timeoutMs: 5_000 })
      expect(await queue.runs(1)).toMatchObject([{ outcome: 'done', result: { done: true } }])
      expect((await queue.status()).inbox).toBe(0)
    })

    test('whoever asks for a sweep gets the result of the run that made it, or its failure', async () => {
      const site = createSite(place())
      const queue = await site.open()
      const took: StoredScope[][] = []
      let fails = false
      await site.work(queue, async (run) => {
        const scopes = await run.take()
        took.push(scopes)
        if (fails) throw new Error('the source is away')
        return { scopes: scopes.length }
      })
      const nightly = await queue.requestSweep('operator', { nightly: true })
      const plain = await queue.requestSweep('operator')
      expect(await nightly.waitResult(10_000)).toEqual({ scopes: 1 })
      expect(await plain.waitResult(10_000)).toEqual({ scopes: 1 })
      expect(took.flat()[0]).toMatchObject({ scope: { kind: 'all' }, ear: 'operator', nightly: true })
      fails = true
      const failing = await queue.requestSweep('operator')
      await expect(failing.waitResult(10_000)).rejects.toThrow(new RunFailed('the source is away'))
    })

    test('waiting for a sweep ends when no worker makes it', async () => {
      const queue = await createSite(place()).open()
      const request = await queue.requestSweep('operator')
      await expect(request.waitResult(50)).rejects.toMatchObject({ name: 'QueueError', reason: 'timeout' })
    })

    test('finished runs are kept up to a bound', async () => {
      const site = createSite(place())
      const queue = await site.open({ settleMs: 0 })
      let runs = 0
      await site.work(queue, async (run) => {
        await run.take()
        runs += 1
        return {}
      })
      while (runs < 120) {
        const before = runs
        await queue.store([all('webhook')])
        await until(() => (runs > before ? true : undefined))
      }
      await until(async () => ((await queue.status()).running ? undefined : true))
      expect((await queue.status()).runsDone).toBe(100)
      expect(await queue.runs(1_000)).toHaveLength(100)
    })
  })
}
