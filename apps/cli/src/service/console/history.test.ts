import { setTimeout as sleep } from 'node:timers/promises'
import type { HistoryEntry, HistoryQuery } from '@cowherd/console'
import { expect, test, vi } from 'vitest'
import { createHistoryReader } from './history.ts'

const entry: HistoryEntry = {
  ...{
    time: '2026-11-25T12:00:00Z',
    action: 'update',
    address: 'a@example.org',
    cause: 'webhook',
    by: undefined,
  },
  ...{ detail: '', about: [], added: [], removed: [] },
}

/** A log that takes some time for each reading. */
function slowLog(milliseconds: number) {
  let now = 0
  let active = 0
  let most = 0
  const read = vi.fn(async (_: HistoryQuery) => {
    active += 1
    most = Math.max(most, active)
    await sleep(milliseconds)
    active -= 1
    return [entry]
  })
  const onRead = vi.fn()
  const pass = (ms: number) => {
    now += ms
  }
  return {
    ...createHistoryReader({ read, nowMs: () => now, onRead }),
    log: read,
    onRead,
    pass,
    most: () => most,
  }
}

test('a short log is read while the page waits, and not again for a while', async () => {
  const { read, log, pass } = slowLog(1)
  expect(await read({ count: 5 })).toEqual([entry])
  expect(await read({ count: 5 })).toEqual([entry])
  expect(log).toHaveBeenCalledTimes(1)
  pass(6_000)
  await read({ count: 5 })
  expect(log).toHaveBeenCalledTimes(2)
})

test('a page does not wait for a long log, and is told when it was read', async () => {
  const { read, onRead } = slowLog(300)
  expect(await read({ count: 5 })).toBe('reading')
  await vi.waitFor(() => expect(onRead).toHaveBeenCalled())
  expect(await read({ count: 5 })).toEqual([entry])
})

test('each question has an answer of its own', async () => {
  const { read, log } = slowLog(1)
  const queries = [{}, { address: 'a' }, { person: 'a' }, { affected: 'a' }].map((one) => ({
    ...one,
    count: 5,
  }))
  for (const query of queries) await read(query)
  expect(log.mock.calls).toEqual(queries.map((query) => [query]))
})

test('the log is read for one page at a time, and not for any number of them', async () => {
  const { read, log, most } = slowLog(20)
  await Promise.all(Array.from({ length: 40 }, (_, count) => read({ count })))
  await sleep(300)
  expect(most()).toBe(1)
  expect(log.mock.calls.length).toBeLessThan(30)
})
