import { expect, it } from 'vitest'
import { borrowGraph } from './borrowed.ts'
import { createGraph } from './graph.ts'
import { createVolatileValues } from './values.ts'

async function suspended() {
  const graph = createGraph(createVolatileValues())
  const nothing = { groups: new Map(), users: new Map(), claimants: new Map() }
  const owned = { aliases: 0, memberships: 0 }
  const empty = { settings: 'these', reading: null, owned, groupCount: 0, absentFlags: [], domains: [] }
  await graph.replace(nothing, { ...empty, version: 'one', suspended: true })
  return graph
}

it('a borrowed memory serves the run that suspended it and nobody else', async () => {
  const graph = await suspended()
  expect((await borrowGraph(graph).meta())?.version).toBe('one')
  expect(await graph.meta()).toBeUndefined()
})

it('what suspends and resumes inside the run ends with it, and giving it back resumes it for all', async () => {
  const graph = await suspended()
  const borrowed = borrowGraph(graph)
  await borrowed.suspend()
  expect(await borrowed.meta()).toBeUndefined()
  await borrowed.resume()
  expect(await borrowed.meta()).toBeDefined()
  expect(await graph.meta()).toBeUndefined()
  await borrowed.giveBack()
  expect((await graph.meta())?.version).toBe('one')
})

it('a run that lost track of its writes leaves the memory suspended', async () => {
  const graph = await suspended()
  const borrowed = borrowGraph(graph)
  await borrowed.suspend()
  await borrowed.giveBack()
  expect(await graph.meta()).toBeUndefined()
})
