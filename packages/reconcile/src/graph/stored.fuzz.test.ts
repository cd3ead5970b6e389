import { spoilt } from '@cowherd/fuzz'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupId } from '../testkit/aliases.ts'
import { createGraph, ForgottenError } from './graph.ts'
import { addressDigest, emptyNode, type GraphContent, type GraphMeta } from './model.ts'
import type { Values } from './values.ts'

const meta: GraphMeta = {
  ...{
    version: 'one',
    settings: 'these',
    reading: null,
    owned: { aliases: 2, memberships: 5 },
    groupCount: 2,
  },
  ...{ absentFlags: ['internal'], domains: ['example.org'], suspended: false },
}
const digest = addressDigest('a@example.org')
const content: GraphContent = {
  groups: new Map([
    [groupId(1), { ...emptyNode, children: [groupId(2)], addresses: [digest], aliases: [7] }],
  ]),
  users: new Map([[5, [groupId(1)]]]),
  claimants: new Map([[digest, [groupId(1)]]]),
}

const written = new Map<string, unknown>()
const kept: Values = {
  getMany: async (keys) =>
    new Map(keys.flatMap((key) => (written.has(key) ? [[key, written.get(key)]] : []))),
  putMany: async (entries) => {
    for (const [key, value] of entries) written.set(key, JSON.parse(JSON.stringify(value)))
  },
}
await createGraph(kept).replace(content, meta)
/** Those that hold something, and an empty one. */
const keys = [...written].flatMap(([key, value]) => (JSON.stringify(value).includes('{}') ? [] : [key]))
const someKey = fc.constantFrom(...keys, 'graph/groups/1')

test('whatever stands in the memory, it is told as it should be, or everything is read anew', async () => {
  await fc.assert(
    fc.asyncProperty(
      someKey.chain((key) => fc.tuple(fc.constant(key), spoilt(written.get(key)))),
      async ([key, value]) => {
        const graph = createGraph({
          getMany: async (asked) => {
            const found = new Map(await kept.getMany(asked))
            if (asked.includes(key)) found.set(key, value)
            return found
          },
          putMany: async () => {},
        })
        try {
          const known = await graph.meta()
          if (known) expect(Number.isFinite(known.owned.aliases + known.groupCount)).toBe(true)
          for (const id of await graph.groupIds()) expect(typeof id).toBe('string')
          for (const node of (await graph.groups([groupId(1)])).values()) {
            const ids = [...node.parents, ...node.children, ...node.addresses]
            expect([...ids, ...node.aliases].map((one) => typeof one)).toEqual([
              ...ids.map(() => 'string'),
              ...node.aliases.map(() => 'number'),
            ])
          }
          for (const list of (await graph.users([5])).values())
            expect(list.every((id) => typeof id === 'string')).toBe(true)
          for (const list of (await graph.claimants([digest])).values())
            expect(Array.isArray(list)).toBe(true)
          await graph.update(
            { ...content, groups: new Map([[groupId(1), null]]) },
            { aliases: 1, memberships: 1 },
          )
          await graph.suspend()
        } catch (error) {
          if (!(error instanceof ForgottenError)) throw error
        }
      },
    ),
    { numRuns: 500 },
  )
})

test('what was kept is known again', async () => {
  const graph = createGraph(kept)
  expect(await graph.meta()).toEqual(meta)
  expect(await graph.groups([groupId(1)])).toEqual(content.groups)
})
