import { describe, expect, it } from 'vitest'
import type { FaultKind } from '../server/fault.ts'
import { read, readPage, walk } from './reading.testkit.ts'
import { createAuthentikSimulator } from './simulator.ts'

const ALWAYS = Number.POSITIVE_INFINITY

/** Eight groups, with the fault on; `times` 1 unless told. */
function withFault(kind: FaultKind, fault: { after?: number; times?: number } = {}) {
  const simulator = createAuthentikSimulator()
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) simulator.addGroup({ name })
  simulator.faults.add({ kind, ...fault })
  return {
    simulator,
    all: simulator
      .groups()
      .map((group) => group.id)
      .sort(),
  }
}

describe('faults', () => {
  it('short-page leaves out the last entry and says nothing of it', async () => {
    const { simulator } = withFault('short-page')
    const { results, pagination } = await readPage(simulator, 'page_size=100')
    expect([results.length, pagination.count]).toEqual([7, 8])
    expect((await readPage(simulator, 'page_size=100')).results).toHaveLength(8)
  })

  it('page-shift misses one group, and the count is one smaller from that page on', async () => {
    const { simulator, all } = withFault('page-shift', { after: 2 })
    const { pks, counts } = await walk(simulator)
    expect(pks).toEqual(all.filter((pk) => pk !== all[4]))
    expect(counts).toEqual([8, 8, 7, 7])
  })

  it('page-shift shows one group twice at its second hit, and the count is one larger', async () => {
    const { simulator, all } = withFault('page-shift')
    await walk(simulator)
    simulator.faults.add({ kind: 'page-shift', after: 1 })
    const { pks, counts } = await walk(simulator)
    expect(pks).toEqual([...all.slice(0, 2), ...all.slice(1)])
    expect(counts).toEqual([8, 9, 9, 9, 9])
  })

  it('page-shift is over with the next walk', async () => {
    const { simulator, all } = withFault('page-shift', { after: 1 })
    await walk(simulator)
    expect(await walk(simulator)).toEqual({ pks: all, counts: [8, 8, 8, 8] })
  })

  it('partial-permission shows half of the groups with a matching count, 404 for the others and 403 for a vain search', async () => {
    const { simulator, all } = withFault('partial-permission', { times: ALWAYS })
    const { results, pagination } = await readPage(simulator, 'page_size=100')
    const seen = results.map((group) => group.pk)
    expect([results.length, pagination.count]).toEqual([4, 4])
    for (const pk of all) {
      expect((await read(simulator, `core/groups/${pk}/`)).status).toBe(seen.includes(pk) ? 200 : 404)
    }
    expect((await read(simulator, 'core/groups/?search=nobody-has-this')).status).toBe(403)
    expect((await read(simulator, 'core/groups/?name=nobody-has-this')).status).toBe(200)
  })

  it('bad-token and no-permission are told apart by their text only', async () => {
    const refusal = async (kind: FaultKind) => {
      const response = await read(withFault(kind).simulator, 'core/groups/')
      return [response.status, await response.json()]
    }
    expect(await refusal('bad-token')).toEqual([403, { detail: 'Token invalid/expired' }])
    expect(await refusal('no-permission')).toEqual([
      403,
      { detail: 'You do not have permission to perform this action.' },
    ])
  })

  it('empty-directory is a 200 without groups, and none is found by pk', async () => {
    const { simulator, all } = withFault('empty-directory', { times: ALWAYS })
    const { results, pagination } = await readPage(simulator, 'page_size=100')
    expect([results, pagination.count]).toEqual([[], 0])
    expect((await read(simulator, 'core/groups/?search=nobody-has-this')).status).toBe(200)
    expect((await read(simulator, `core/groups/${all[0]}/`)).status).toBe(404)
  })

  it('wrong-shape is a 200 with an object for the list, and a list for an object', async () => {
    const { simulator, all } = withFault('wrong-shape', { times: 2 })
    const { results } = await readPage(simulator, 'page_size=100')
    expect([Array.isArray(results), typeof results]).toEqual([false, 'object'])
    expect(await (await read(simulator, `core/groups/${all[0]}/`)).json()).toBeInstanceOf(Array)
  })

  it('do not change the directory', async () => {
    for (const kind of ['page-shift', 'empty-directory', 'partial-permission'] as const) {
      const { simulator, all } = withFault(kind, { times: 3 })
      await readPage(simulator, 'page_size=2&page=1')
      expect(
        simulator
          .groups()
          .map((group) => group.id)
          .sort(),
      ).toEqual(all)
    }
  })
})
