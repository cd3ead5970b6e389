import type { UpstreamErrorCode } from '@cowherd/upstream'
import { describe, expect, it } from 'vitest'
import { aliasOf, changeOf } from '../testkit/aliases.ts'
import { createFakeServer, type FakeServer, inTurn, targetError, writesOf } from '../testkit/server.ts'
import { type ApplyContext, applyChanges } from './apply.ts'

const aliases = Array.from({ length: 100 }, (_, index) =>
  aliasOf(index + 1, { address: `list${index + 1}@example.org` }),
)
const updates = aliases.map((alias) => changeOf(alias, { members: ['u2@example.org'] }))

/** Makes a hundred changes, and counts how long it waits, in milliseconds. */
async function apply(server: FakeServer, context: Partial<ApplyContext> = {}) {
  let waited = 0
  const sleep = async (milliseconds: number) => {
    waited += milliseconds
  }
  const results = await applyChanges(updates, {
    ...{ target: server, writer: server, absentFlags: [], concurrency: 1, sleep },
    ...context,
  })
  return { results, waited }
}

const endings: readonly UpstreamErrorCode[] = [
  'unreachable',
  'server-error',
  'bad-token',
  'read-only-key',
  'address-not-allowed',
]

describe('a target that is lost in the middle', () => {
  it.each(endings)('is sent nothing more after a look that finds it so: %s', async (code) => {
    const server = createFakeServer(aliases, {
      onLook: (_, nth) => {
        if (nth >= 4) throw targetError(code)
      },
    })
    const { results, waited } = await apply(server)
    expect(server.calls).toHaveLength(7)
    expect(waited).toBe(0)
    expect(results.map(({ outcome }) => outcome)).toEqual([
      ...['applied', 'applied', 'failed'],
      ...Array.from({ length: 97 }, () => 'not-attempted'),
    ])
  })

  it.each(endings)('is sent nothing more after a write that finds it so: %s', async (code) => {
    const server = createFakeServer(aliases, { onWrite: inTurn(undefined, targetError(code)) })
    const { results } = await apply(server)
    expect(server.calls.slice(3)).toEqual(['read 2', 'update 2'])
    expect(results.filter(({ outcome }) => outcome === 'applied')).toHaveLength(1)
  })

  it('has every remaining change named with the reason', async () => {
    const server = createFakeServer(aliases, { onWrite: () => targetError('bad-token') })
    const { results } = await apply(server)
    expect(results.map(({ change }) => change)).toEqual(updates)
    expect(results.map(({ reason }) => reason)).toEqual(updates.map(() => 'Mailcow says bad-token.'))
  })

  it('tells those that wait for another change the reason, too', async () => {
    const server = createFakeServer(aliases, { onWrite: () => targetError('bad-token') })
    const chain = updates.slice(0, 4).map((change) => ({ ...change, exchange: 1 }))
    const results = await applyChanges(chain, {
      ...{ target: server, writer: server, absentFlags: [], concurrency: 4 },
    })
    expect(results.map(({ reason }) => reason)).toEqual(chain.map(() => 'Mailcow says bad-token.'))
  })

  it('is not asked again by what is under way beside', async () => {
    const server = createFakeServer(aliases, {
      onWrite: ({ of }) => (of === 1 ? targetError('bad-token') : undefined),
    })
    const { results } = await apply(server, { concurrency: 4 })
    expect(server.calls).toHaveLength(8)
    expect(results.slice(1, 4)).toMatchObject(
      [2, 3, 4].map((id) => ({ id, outcome: 'failed', uncertain: true })),
    )
  })
})

describe('a target that answers reads and lets writes hang', () => {
  it('is given up before the waiting adds up over all changes', async () => {
    const server = createFakeServer(aliases, { onWrite: () => 'lost' })
    const { results, waited } = await apply(server)
    expect(writesOf(server)).toHaveLength(3)
    expect(waited).toBeLessThanOrEqual(60_000)
    expect(results[0]).toMatchObject({ outcome: 'failed', uncertain: true })
    expect(results[1]).toMatchObject({ outcome: 'failed', uncertain: true })
    expect(results.slice(2).every(({ outcome }) => outcome === 'not-attempted')).toBe(true)
    expect(results[99]?.reason).toMatch(/answers reads and left 3 writes in a row without an answer/)
  })

  it('is not given up for one alias whose writes hang', async () => {
    const server = createFakeServer(aliases, { onWrite: ({ of }) => (of === 7 ? 'lost' : undefined) })
    const { results } = await apply(server)
    expect(results.filter(({ outcome }) => outcome !== 'applied')).toMatchObject([{ id: 7 }])
  })

  it('is not given up for a short absence, however many writes are under way', async () => {
    const server = createFakeServer(aliases, { onWrite: (_, nth) => (nth < 16 ? 'lost' : undefined) })
    const { results } = await apply(server, { concurrency: 8 })
    expect(results.filter(({ outcome }) => outcome !== 'applied')).toHaveLength(8)
    expect(results.slice(8).every(({ outcome }) => outcome === 'applied')).toBe(true)
  })
})

describe('a request to stop', () => {
  it('ends the run before the next change, for good', async () => {
    const server = createFakeServer(aliases)
    let asked = 0
    const stopRequest = async () => (++asked === 4 ? 'somebody said stop' : undefined)
    const { results } = await apply(server, { stopRequest })
    expect(writesOf(server)).toHaveLength(3)
    expect(results.slice(3)).toMatchObject(
      updates.slice(3).map(() => ({ outcome: 'not-attempted', reason: 'somebody said stop' })),
    )
  })
})

describe('a defect', () => {
  it('ends the run, and is thrown only when nothing is under way any more', async () => {
    const server = createFakeServer(aliases, {
      onWrite: ({ of }) => (of === 1 ? new TypeError('a defect') : undefined),
    })
    await expect(apply(server, { concurrency: 4 })).rejects.toThrow('a defect')
    const { length } = server.calls
    await new Promise((resolve) => setImmediate(resolve))
    expect(server.calls).toHaveLength(length)
    expect(writesOf(server)).toHaveLength(4)
    expect([2, 3, 4].map((id) => server.calls.filter((call) => call === `read ${id}`).length)).toEqual([
      2, 2, 2,
    ])
  })
})
