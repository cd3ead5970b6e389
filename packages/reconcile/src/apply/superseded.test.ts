import { describe, expect, it } from 'vitest'
import { aliasOf, changeOf } from '../testkit/aliases.ts'
import { createFakeServer, writesOf } from '../testkit/server.ts'
import { applyChanges } from './apply.ts'

const aliases = [1, 2, 3].map((id) => aliasOf(id, { address: `list${id}@example.org` }))
const updates = aliases.map((alias) => changeOf(alias, { members: ['u2@example.org'] }))
const fixed = { absentFlags: [], concurrency: 2, sleep: async () => {} }

describe('a change that a newer reading has decided about', () => {
  it('is left out, and so is what waits for it', async () => {
    const server = createFakeServer(aliases)
    const changes = updates.map((change) => (change.id === 3 ? { ...change, dependsOn: [2] } : change))
    const results = await applyChanges(changes, {
      ...{ target: server, writer: server, ...fixed },
      isSuperseded: async ({ id }) => id === 2,
    })
    expect(results.map(({ outcome }) => outcome)).toEqual(['applied', 'superseded', 'not-attempted'])
    expect(writesOf(server)).toEqual(['update 1'])
  })
})

describe('whether a change is superseded', () => {
  it('is asked for those that wait for a superseded one, too, and with it whether somebody has still to be taken out', async () => {
    const server = createFakeServer(aliases)
    const [one, two, three] = updates.map((change, index) => ({
      ...change,
      remove: index === 1 ? ['u1@example.org'] : [],
      dependsOn: index === 2 ? [1] : [],
    }))
    if (!one || !two || !three) throw new Error('three changes are needed')
    const asked: string[] = []
    const results = await applyChanges([one, two, three], {
      ...{ target: server, writer: server, ...fixed, concurrency: 1 },
      isSuperseded: async ({ id }, urgent) => {
        asked.push(`${id} ${urgent}`)
        return id !== 2
      },
    })
    expect(asked).toEqual(['1 true', '2 true', '3 false'])
    expect(results.map(({ outcome }) => outcome)).toEqual(['superseded', 'applied', 'superseded'])
  })
})

describe('the end of a change', () => {
  it('is told once, with what became of it, also by a defect', async () => {
    const server = createFakeServer(aliases, {
      onWrite: ({ of }) => (of === 2 ? new TypeError('a defect') : undefined),
    })
    const told: string[] = []
    const run = applyChanges(updates, {
      ...{ target: server, writer: server, ...fixed, concurrency: 1 },
      onSettled: ({ id }, result) => told.push(`${id} ${result?.outcome}`),
    })
    await expect(run).rejects.toThrow('a defect')
    expect(told.sort()).toEqual(['1 applied', '2 undefined', '3 not-attempted'])
  })
})
