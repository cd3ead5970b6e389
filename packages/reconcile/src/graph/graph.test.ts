import { describe, expect, it } from 'vitest'
import { groupId } from '../testkit/aliases.ts'
import { createGraph, ForgottenError } from './graph.ts'
import { addressDigest, emptyNode, type GraphContent, type GraphMeta } from './model.ts'
import type { Values } from './values.ts'

const none = { aliases: 0, memberships: 0 }
const meta: GraphMeta = {
  version: 'one',
  settings: 'these',
  reading: 'this',
  owned: { aliases: 2, memberships: 5 },
  groupCount: 2,
  absentFlags: ['internal'],
  domains: ['example.org'],
  suspended: false,
}
const node = {
  ...emptyNode,
  children: [groupId(2)],
  addresses: [addressDigest('a@example.org')],
  aliases: [7],
}
const content: GraphContent = {
  groups: new Map([
    [groupId(1), node],
    [`ff${groupId(2).slice(2)}`, emptyNode],
  ]),
  users: new Map([
    [5, [groupId(1)]],
    [5 + 256, [groupId(2)]],
  ]),
  claimants: new Map([[addressDigest('a@example.org'), [groupId(1), groupId(2)]]]),
}

/** Values that can be looked at, damaged, and made to fail. */
function openValues() {
  const stored = new Map<string, string>()
  const puts: string[][] = []
  const state = { failAfter: Number.POSITIVE_INFINITY }
  const values: Values = {
    getMany: async (keys) =>
      new Map(keys.flatMap((key) => (stored.has(key) ? [[key, JSON.parse(stored.get(key) ?? '')]] : []))),
    putMany: async (entries) => {
      if (puts.length >= state.failAfter) throw new Error('the store is away')
      puts.push([...entries.keys()])
      for (const [key, value] of entries) stored.set(key, JSON.stringify(value))
    },
  }
  return { stored, puts, state, values, graph: createGraph(values) }
}

async function filled() {
  const open = openValues()
  await open.graph.replace(content, meta)
  return open
}

describe('the memory of a reading', () => {
  it('gives back what was put in, and nothing for what was not', async () => {
    const { values } = await filled()
    const graph = createGraph(values)
    expect(await graph.meta()).toEqual(meta)
    expect(await graph.groups([groupId(1), groupId(9)])).toEqual(new Map([[groupId(1), node]]))
    expect(await graph.users([5, 261, 6])).toEqual(content.users)
    expect(await graph.claimants([addressDigest('a@example.org'), addressDigest('b@example.org')])).toEqual(
      content.claimants,
    )
  })

  it('tells the groups that runs know, suspended or not, and of none where nothing is remembered', async () => {
    const { values } = openValues()
    const graph = createGraph(values)
    expect(await graph.groupIds()).toEqual(new Set())
    await graph.replace(content, meta)
    await graph.update(
      { groups: new Map([[groupId(3), emptyNode]]), users: new Map(), claimants: new Map() },
      none,
    )
    expect(await graph.groupIds()).toEqual(new Set([...content.groups.keys(), groupId(3)]))
    await graph.suspend()
    expect((await graph.groupIds()).size).toBe(content.groups.size + 1)
  })

  it('holds no address', async () => {
    const { stored } = await filled()
    expect([...stored.values()].join('')).not.toMatch(/@/)
  })

  it.each([
    ['groups', (graph: ReturnType<typeof createGraph>) => graph.groups([groupId(1)])],
    ['users', (graph: ReturnType<typeof createGraph>) => graph.users([5])],
    ['claimants', (graph: ReturnType<typeof createGraph>) => graph.claimants(['00'])],
    ['an update', (graph: ReturnType<typeof createGraph>) => graph.update(content, none)],
  ])('that was never made has no %s to give', async (_, ask) => {
    const { graph, puts } = openValues()
    expect(await graph.meta()).toBeUndefined()
    await expect(ask(graph)).rejects.toThrow(ForgottenError)
    await graph.suspend()
    expect(puts).toEqual([])
  })

  it.each([
    ['missing', undefined],
    ['of another reading', { version: 'other', entries: {} }],
    ['damaged', { version: 'one', entries: { [groupId(1)]: 'node' } }],
  ])('throws where a piece of it is %s, and an update then changes nothing', async (_, piece) => {
    const { graph, stored, puts } = await filled()
    const before = puts.length
    if (piece) stored.set('graph/groups/0', JSON.stringify(piece))
    else stored.delete('graph/groups/0')
    await expect(graph.groups([groupId(1)])).rejects.toThrow(ForgottenError)
    await expect(graph.update(content, none)).rejects.toThrow(ForgottenError)
    expect(puts).toHaveLength(before)
    expect((await graph.groups([`ff${groupId(2).slice(2)}`])).size).toBe(1)
  })

  it('is none while its head is damaged', async () => {
    const { graph, stored } = await filled()
    stored.set('graph/meta', '{"version":"one"}')
    expect(await graph.meta()).toBeUndefined()
  })

  it('that was half replaced when the process died is none', async () => {
    for (const done of [1, 2, 3]) {
      const { graph, state, puts } = await filled()
      state.failAfter = puts.length + done
      await expect(graph.replace(content, { ...meta, version: 'two' })).rejects.toThrow('away')
      await expect(graph.groups([groupId(1)])).rejects.toThrow(ForgottenError)
    }
  })
})

describe('an update', () => {
  it('sets, removes and counts in one write', async () => {
    const { graph, puts } = await filled()
    const before = puts.length
    await graph.update(
      {
        groups: new Map([
          [groupId(1), null],
          [groupId(3), node],
        ]),
        users: new Map([[5, []]]),
        claimants: new Map(),
      },
      { aliases: 1, memberships: -9 },
    )
    expect(puts).toHaveLength(before + 1)
    expect([...(await graph.groups([groupId(1), groupId(3)])).keys()]).toEqual([groupId(3)])
    expect(await graph.users([5, 261])).toEqual(
      new Map([
        [5, []],
        [261, [groupId(2)]],
      ]),
    )
    expect((await graph.meta())?.owned).toEqual({ aliases: 3, memberships: 0 })
  })
})

describe('a suspended memory', () => {
  it('is not relied on until it is resumed, by whichever process', async () => {
    const { graph, values } = await filled()
    await graph.suspend()
    expect(await createGraph(values).meta()).toBeUndefined()
    expect(await graph.lastMeta()).toEqual({ ...meta, suspended: true })
    await graph.update({ groups: new Map(), users: new Map(), claimants: new Map() }, none)
    expect(await graph.meta()).toBeUndefined()
    await graph.resume()
    expect(await createGraph(values).meta()).toEqual({ ...meta, reading: null })
  })
})
