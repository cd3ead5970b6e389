import type { StoredScope } from '@cowherd/queue'
import { createVolatileValues } from '@cowherd/reconcile'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createSignKeeper } from './keeper.ts'
import { portOfQueue, readSigns, type SignQueue } from './read.ts'

const group = '18120c80-ceb9-492d-8896-5db0ee18c989'
const scope: StoredScope = { scope: { kind: 'group', id: group }, ear: 'webhook', at: 0 }

beforeEach(() => void vi.useFakeTimers({ now: 1_795_000_000_000 }))
afterEach(() => void vi.useRealTimers())

/** A store with keepers of any number of processes over it. */
function openStore() {
  const volatile = createVolatileValues()
  let writes = 0
  const values = {
    getMany: volatile.getMany as SignQueue['values']['getMany'],
    putMany: (entries: ReadonlyMap<string, unknown>) => {
      writes += 1
      return volatile.putMany(entries)
    },
  } as SignQueue['values']
  const queue: SignQueue = {
    values,
    schedules: async () => [],
    status: async () => ({ inbox: 0, oldestMs: null, running: false, timers: 0, runsDone: 0, runsFailed: 0 }),
    workers: async () => 1,
  }
  const unheard: (number | null)[] = []
  const keeper = (isWorker = true) =>
    createSignKeeper(values, {
      nowMs: Date.now,
      metrics: isWorker ? { webhooksUnheardSince: (since) => unheard.push(since) } : undefined,
      onError: (error) => {
        throw error
      },
    })
  return { values, queue, keeper, unheard, writes: () => writes, signs: () => readSigns(queue) }
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

describe('what a service hears', () => {
  test('is written within a second, with its time', async () => {
    const { keeper, signs } = openStore()
    const one = keeper()
    const at = Date.now()
    one.webhook({ outcome: 'stored', stored: scope })
    one.logged([scope])
    await pass(1_000)
    expect(await signs()).toMatchObject({ webhookAt: at, loggedAt: at, testAt: null })
  })

  test('of a burst costs one write', async () => {
    const { keeper, writes, signs } = openStore()
    const one = keeper()
    for (let count = 0; count < 5_000; count += 1) one.webhook({ outcome: 'stored', stored: scope })
    await pass(1_000)
    expect(writes()).toBe(1)
    expect((await signs()).webhookAt).not.toBeNull()
    await pass(3_600_000)
    expect(writes()).toBe(1)
  })

  test('with a wrong secret is no sign of life', async () => {
    const { keeper, writes } = openStore()
    keeper().webhook({ outcome: 'unauthorised' })
    await pass(1_000)
    expect(writes()).toBe(0)
  })

  test('of a test is told apart', async () => {
    const { keeper, signs } = openStore()
    keeper().webhook({ outcome: 'ignored', reason: 'test' })
    await pass(1_000)
    expect((await signs()).testAt).not.toBeNull()
  })

  test('shortly before the end is still written', async () => {
    const { keeper, signs } = openStore()
    const one = keeper()
    one.webhook({ outcome: 'stored', stored: scope })
    await one.close()
    expect((await signs()).webhookAt).not.toBeNull()
  })

  test('does not keep a service that stops while its store is away', async () => {
    const { values } = openStore()
    const stuck = { ...values, getMany: () => new Promise<never>(() => {}) }
    const one = createSignKeeper(stuck, { nowMs: Date.now, onError: () => {} })
    one.webhook({ outcome: 'stored', stored: scope })
    const closing = one.close()
    await pass(1_000)
    await closing
  })
})

describe('a change that is watched for', () => {
  test('is noted with the time of each ear, whichever process heard it', async () => {
    const { keeper, queue, signs } = openStore()
    const from = Date.now()
    await portOfQueue(queue).watch({ group, from })
    const [receiver, worker] = [keeper(false), keeper()]
    await pass(900)
    receiver.webhook({ outcome: 'stored', stored: scope })
    await pass(300)
    worker.logged([scope])
    await pass(1_000)
    expect((await signs()).watched).toEqual({ group, from, webhookAt: from + 900, eventLogAt: from + 1_200 })
  })

  test('is not one before it, nor another group', async () => {
    const { keeper, queue, signs } = openStore()
    const one = keeper()
    one.webhook({ outcome: 'stored', stored: scope })
    await portOfQueue(queue).watch({ group, from: Date.now() + 1 })
    await pass(10)
    one.webhook({
      outcome: 'stored',
      stored: { ...scope, scope: { kind: 'group', id: group.replace('1', '2') } },
    })
    one.webhook({ outcome: 'stored', stored: { ...scope, scope: { kind: 'all' } } })
    await pass(1_000)
    expect((await signs()).watched).toMatchObject({ webhookAt: null, eventLogAt: null })
  })
})

describe('missing webhooks', () => {
  test('are told from the first change on that only the event log told', async () => {
    const { keeper, unheard, signs } = openStore()
    const one = keeper()
    const since = Date.now()
    one.logged([scope])
    await pass(300_000)
    one.logged([scope])
    await pass(300_000)
    expect((await signs()).unheardSince).toBe(since)
    expect(unheard.at(-1)).toBe(since)
  })

  test('are over with the next one, also where another process hears it', async () => {
    const { keeper, unheard, signs } = openStore()
    const [receiver, worker] = [keeper(false), keeper()]
    worker.logged([scope])
    await pass(600_000)
    receiver.webhook({ outcome: 'stored', stored: scope })
    await pass(31_000)
    expect((await signs()).unheardSince).toBeNull()
    expect(unheard.at(-1)).toBeNull()
  })

  test('are none where one came just before the event log told', async () => {
    const { keeper, signs } = openStore()
    const one = keeper()
    one.webhook({ outcome: 'stored', stored: scope })
    await pass(10_000)
    one.logged([scope])
    await pass(1_000)
    expect((await signs()).unheardSince).toBeNull()
  })

  test('are none where nothing changes', async () => {
    const { keeper, unheard, signs } = openStore()
    keeper()
    await pass(86_400_000)
    expect((await signs()).unheardSince).toBeNull()
    expect(unheard).toEqual([])
  })
})

test('the end of a sweep is kept', async () => {
  const { keeper, signs } = openStore()
  await keeper().swept({ at: 5, nightly: true, failed: 2 })
  expect((await signs()).lastSweep).toEqual({ at: 5, nightly: true, failed: 2 })
})

test('a queue without a worker shows no service', async () => {
  const { queue } = openStore()
  expect(await portOfQueue({ ...queue, workers: async () => 0 }).signs()).toBeUndefined()
  expect(await portOfQueue(queue).signs()).toMatchObject({ lastSweep: null })
})
