import { expect, it } from 'vitest'
import { later, noon } from '../testkit/run.ts'
import { createVolatileMemory, sumRemovals } from './memory.ts'

it('a new memory knows nothing', async () => {
  const memory = createVolatileMemory()
  expect(await memory.missingGroups()).toEqual(new Set())
  expect(await memory.removalsSince(new Date(0))).toEqual({ aliases: 0, memberships: 0 })
  expect(await memory.shownAt('abc')).toBeUndefined()
  expect(await memory.pause()).toBeUndefined()
})

it('missing groups are those of the last run alone', async () => {
  const memory = createVolatileMemory()
  const ids = new Set(['a', 'b'])
  await memory.rememberMissing(ids)
  ids.clear()
  expect(await memory.missingGroups()).toEqual(new Set(['a', 'b']))
  await memory.rememberMissing(new Set(['c']))
  expect(await memory.missingGroups()).toEqual(new Set(['c']))
})

it('removals add up from a moment on, that moment included', async () => {
  const memory = createVolatileMemory()
  await memory.rememberRemovals(noon, { aliases: 1, memberships: 10 })
  await memory.rememberRemovals(later(1), { aliases: 2, memberships: 20 })
  expect(await memory.removalsSince(noon)).toEqual({ aliases: 3, memberships: 30 })
  expect(await memory.removalsSince(later(1))).toEqual({ aliases: 2, memberships: 20 })
  expect(await memory.removalsSince(later(2))).toEqual({ aliases: 0, memberships: 0 })
})

it('a look back at a short time forgets nothing of a longer one', async () => {
  const memory = createVolatileMemory()
  await memory.rememberRemovals(noon, { aliases: 1, memberships: 10 })
  await memory.removalsSince(later(1))
  expect(await memory.removalsSince(noon)).toEqual({ aliases: 1, memberships: 10 })
})

it('a digest is known from when it was last shown', async () => {
  const memory = createVolatileMemory()
  await memory.rememberShown('abc', noon)
  await memory.rememberShown('abc', later(1))
  expect(await memory.shownAt('abc')).toEqual(later(1))
  expect(await memory.shownAt('xyz')).toBeUndefined()
})

it('a pause lasts until it is taken back', async () => {
  const memory = createVolatileMemory()
  const pause = { since: noon.toISOString(), reason: 'moving house' }
  await memory.setPause(pause)
  expect(await memory.pause()).toEqual(pause)
  await memory.setPause(undefined)
  expect(await memory.pause()).toBeUndefined()
})

it('the first aliases are saved once', async () => {
  const memory = createVolatileMemory()
  expect(await memory.saveFirst([], noon)).toBe('memory')
  expect(await memory.saveFirst([], noon)).toBeUndefined()
})

it('no removals add up to nothing', () => {
  expect(sumRemovals([])).toEqual({ aliases: 0, memberships: 0 })
})

it('a volatile memory remembers who put an alias on hold', async () => {
  const memory = createVolatileMemory()
  await memory.rememberAliasHold(7, { by: 'ann', reason: 'restored' })
  expect(await memory.aliasHolds()).toEqual(new Map([[7, { by: 'ann', reason: 'restored' }]]))
  await memory.rememberAliasHold(7, undefined)
  expect((await memory.aliasHolds()).size).toBe(0)
})
