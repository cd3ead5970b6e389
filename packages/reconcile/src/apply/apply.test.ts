import { describe, expect, it } from 'vitest'
import { aliasOf, changeOf, creationOf } from '../testkit/aliases.ts'
import {
  createFakeServer,
  type FakeServer,
  type ServerOptions,
  type Trouble,
  targetError,
  writesOf,
} from '../testkit/server.ts'
import { type ApplyContext, applyChanges } from './apply.ts'

const aliases = [1, 2, 3, 4, 5, 6].map((id) =>
  aliasOf(id, { address: `list${id}@example.org`, goto: ['u1@example.org'] }),
)
const updates = aliases.map((alias) => changeOf(alias, { members: ['u2@example.org'] }))
const [one, two, three, four] = updates
if (!one || !two || !three || !four) throw new Error('four changes are needed')

function apply(server: FakeServer, changes: typeof updates, context: Partial<ApplyContext> = {}) {
  return applyChanges(changes, {
    ...{ target: server, writer: server, absentFlags: [], concurrency: 1, sleep: async () => {} },
    ...context,
  })
}

/** This trouble for every write to one alias. */
function troubleFor(id: number | string, trouble: Trouble): ServerOptions {
  return { onWrite: ({ of }) => (of === id ? trouble : undefined) }
}

describe('order', () => {
  it('is that of the changes, and so is that of the results', async () => {
    const server = createFakeServer(aliases)
    const changes = [three, one, creationOf('new@example.org'), two]
    const results = await apply(server, changes)
    expect(writesOf(server)).toEqual(['update 3', 'update 1', 'create new@example.org', 'update 2'])
    expect(results.map(({ change }) => change)).toEqual(changes)
  })

  it('a change waits until those it depends on are proven to be done', async () => {
    const server = createFakeServer(aliases)
    const creation = creationOf('list1@example.org', { dependsOn: [1, 2] })
    await apply(server, [one, two, creation, three], { concurrency: 4 })
    const { calls } = server
    expect(calls.indexOf('create list1@example.org')).toBeGreaterThan(calls.lastIndexOf('read 1'))
    expect(calls.indexOf('create list1@example.org')).toBeGreaterThan(calls.lastIndexOf('read 2'))
  })

  it('whoever has to be taken out comes before joiners, also where that waits for something else', async () => {
    const server = createFakeServer(aliases)
    const urgent = { ...three, dependsOn: [1], remove: ['u1@example.org'] }
    await apply(server, [one, urgent, two, four], { concurrency: 2 })
    expect(writesOf(server)).toEqual(['update 1', 'update 3', 'update 2', 'update 4'])
  })

  it('a change does not wait for an alias that needs no change', async () => {
    const server = createFakeServer(aliases)
    const results = await apply(server, [{ ...one, dependsOn: [77] }])
    expect(results).toMatchObject([{ outcome: 'applied' }])
  })

  it('never more aliases are written at the same time than allowed', async () => {
    const server = createFakeServer(aliases)
    await apply(server, updates, { concurrency: 3 })
    expect(server.mostAtOnce.all).toBe(3)
  })

  it('one alias is never written twice at the same time', async () => {
    const [alias] = aliases
    if (!alias) throw new Error('an alias is needed')
    const server = createFakeServer(aliases)
    const next = changeOf({ ...alias, goto: ['u2@example.org'] }, { members: ['u3@example.org'] })
    const results = await apply(server, [one, next, two], { concurrency: 3 })
    expect(server.mostAtOnce).toEqual({ all: 2, one: 1 })
    expect(results.map(({ outcome }) => outcome)).toEqual(['applied', 'applied', 'applied'])
    expect(server.aliases.get(1)?.goto).toEqual(['u3@example.org'])
  })
})

describe('a change that fails', () => {
  it('does not stop the others', async () => {
    const server = createFakeServer(aliases, troubleFor(2, 'rejected'))
    const results = await apply(server, [one, two, three])
    expect(results.map(({ outcome }) => outcome)).toEqual(['applied', 'failed', 'applied'])
  })

  it('does not stop the others either where a look at the alias is refused', async () => {
    const server = createFakeServer(aliases, {
      onLook: ({ of }) => {
        if (of === 2) throw targetError('rejected')
      },
    })
    const results = await apply(server, [one, two, three])
    expect(results).toMatchObject([
      { outcome: 'applied' },
      { outcome: 'failed', reason: 'Mailcow says rejected.' },
      { outcome: 'applied' },
    ])
  })

  it('keeps those from being attempted that depend on it, and those that depend on them', async () => {
    const server = createFakeServer(aliases, troubleFor(1, 'rejected'))
    const results = await apply(server, [one, { ...two, dependsOn: [1] }, { ...three, dependsOn: [2] }])
    expect(results).toMatchObject([
      { outcome: 'failed' },
      {
        ...{ outcome: 'not-attempted', id: 2, uncertain: false },
        reason: 'it waits for the change of list1@example.org, which was not made',
      },
      {
        outcome: 'not-attempted',
        reason: 'it waits for the change of list2@example.org, which was not made',
      },
    ])
    expect(writesOf(server)).toEqual(['update 1'])
  })

  it('keeps the rest of an exchange from being attempted, and no other exchange', async () => {
    const server = createFakeServer(aliases, troubleFor(1, 'rejected'))
    const ofExchange = (index: number, exchange: number) => ({ ...(updates[index] ?? one), exchange })
    const changes = [ofExchange(0, 1), ofExchange(3, 4), ofExchange(1, 1), ofExchange(2, 1), ofExchange(4, 4)]
    const results = await apply(server, changes, { concurrency: 5 })
    expect(results.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
      '1 failed',
      '4 applied',
      '2 not-attempted',
      '3 not-attempted',
      '5 applied',
    ])
  })

  it('keeps a second change of the same alias from being attempted', async () => {
    const server = createFakeServer(aliases, troubleFor(1, 'rejected'))
    const results = await apply(server, [one, one])
    expect(results.map(({ outcome }) => outcome)).toEqual(['failed', 'not-attempted'])
  })
})

describe('progress', () => {
  it('counts every change, made or not', async () => {
    const server = createFakeServer(aliases, troubleFor(1, 'rejected'))
    const seen: string[] = []
    await apply(server, [one, { ...two, dependsOn: [1] }, three], {
      onProgress: (done, total) => seen.push(`${done}/${total}`),
    })
    expect(seen).toEqual(['1/3', '2/3', '3/3'])
  })

  it('nothing to do asks nothing', async () => {
    const server = createFakeServer(aliases)
    expect(await apply(server, [])).toEqual([])
    expect(server.calls).toEqual([])
  })
})
