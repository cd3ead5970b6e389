import type { Change } from '@cowherd/plan'
import { groupId, groupIn, listsOf, writesOf } from '@cowherd/reconcile/testkit'
import { describe, expect, it } from 'vitest'
import { createDesk, type Desk, scopeOf } from '../testkit/desk.ts'
import { askAgain, createWay, urgentOnly } from './way.ts'

const group = (n: number) => scopeOf({ kind: 'group', id: groupId(n) })
const all = (ear: 'sweep' | 'operator' | 'webhook' | 'retry') => scopeOf({ kind: 'all' }, { ear })
const numbers = [1, 2, 3, 4, 5, 6, 7, 8]

/** A desk with eight lists in step, where each write takes so long; something may happen as the n-th of them begins. */
async function deskInStep(writeMs: number, happens: Readonly<Record<number, (desk: Desk) => void>> = {}) {
  const desk: Desk = createDesk({
    groups: numbers.map((n) => groupIn(n, { members: [n, n + 10] })),
    context: { concurrency: 1 },
    server: {
      onWrite: (_call, nth) => {
        desk.clock.ms += writeMs
        happens[nth - numbers.length]?.(desk)
        return undefined
      },
    },
  })
  await desk.run(all('sweep'))
  return { desk, written: () => writesOf(desk.site.server).slice(numbers.length) }
}

/** The lists of these groups have other members from now on. */
function change({ site }: Desk, ids: readonly number[], membersOf: (n: number) => number[]): void {
  site.groups = site.groups.map((one) => {
    const n = ids.find((id) => one.id === groupId(id))
    return n === undefined ? one : groupIn(n, { members: membersOf(n) })
  })
}
const join = (desk: Desk, ...ids: number[]) => change(desk, ids, (n) => [n, n + 10, n + 20])
const leave = (desk: Desk, ...ids: number[]) => change(desk, ids, (n) => [n])

describe('a run over a part', () => {
  it('leaves joiners to the next run when something was heard, and that one takes leavers out first', async () => {
    const { desk, written } = await deskInStep(6_000, {
      0: (one) => {
        leave(one, 8)
        one.inbox.push(group(8))
      },
    })
    leave(desk, 7)
    join(desk, 1, 2)
    const asked = [group(1), group(2), group(7)]
    expect(await desk.run(...asked)).toMatchObject({ applied: 1, superseded: 2, failed: 0 })
    expect(written()).toEqual(['update 7'])
    expect(desk.inbox).toEqual([group(8), group(1), group(2)])
    expect(desk.later).toEqual([])
    await desk.run()
    expect(written()).toEqual(['update 7', 'update 8', 'update 1', 'update 2'])
    expect(desk.inbox).toEqual([])
    expect(listsOf(desk.site)).toEqual(
      expect.arrayContaining(['g1@example.org: u11 u1 u21', 'g8@example.org: u8']),
    )
  })

  it('makes all of its changes when nothing else was heard', async () => {
    const { desk, written } = await deskInStep(60_000)
    join(desk, ...numbers)
    await desk.run(...numbers.map(group))
    expect(written()).toHaveLength(8)
  })

  it('gets on for five seconds whatever is heard', async () => {
    const { desk, written } = await deskInStep(1_000, { 0: ({ inbox }) => inbox.push(group(8)) })
    join(desk, ...numbers)
    expect(await desk.run(...numbers.map(group))).toMatchObject({ applied: 5, superseded: 3 })
    expect(written()).toHaveLength(5)
  })
})

describe('what is heard during a sweep', () => {
  const hearsBoth = {
    0: (one: Desk) => {
      leave(one, 5)
      join(one, 6)
      one.inbox.push(group(5), group(6))
    },
  }

  it('takes leavers out among the sweep’s own, and lets joiners in after them', async () => {
    const { desk, written } = await deskInStep(100, hearsBoth)
    leave(desk, 1, 2)
    join(desk, 3)
    await desk.run(all('sweep'))
    expect(written()).toEqual(['update 1', 'update 5', 'update 2', 'update 6', 'update 3'])
    expect([...desk.inbox, ...desk.later]).toEqual([])
  })

  it('lets joiners in with the next run where the sweep has none itself', async () => {
    const { desk, written } = await deskInStep(100, hearsBoth)
    leave(desk, 1, 2)
    await desk.run(all('sweep'))
    expect(written()).toEqual(['update 1', 'update 5', 'update 2'])
    expect(desk.inbox).toEqual([group(6)])
    await desk.run()
    expect(written().at(-1)).toBe('update 6')
  })
})

describe('a run over everything during which everything is asked for', () => {
  const hears = (ear: 'webhook' | 'operator') => ({ 0: ({ inbox }: Desk) => inbox.push(all(ear)) })

  it('leaves its joiners to the one that follows', async () => {
    const { desk, written } = await deskInStep(6_000, hears('webhook'))
    join(desk, 1, 2, 3)
    const asked = [group(1), all('webhook')]
    expect(await desk.run(...asked)).toMatchObject({ applied: 1, superseded: 2 })
    expect(written()).toEqual(['update 1'])
    expect(desk.inbox).toEqual([all('webhook'), ...asked])
  })

  it.each([
    ['a person waits for it', all('operator'), 'webhook'],
    ['a person asks for it while it is under way', all('webhook'), 'operator'],
    ['it was due', all('sweep'), 'webhook'],
    ['it is the nightly one', { ...all('sweep'), nightly: true }, 'webhook'],
  ] as const)('makes all of its changes where %s', async (_, asked, heard) => {
    const { desk, written } = await deskInStep(6_000, hears(heard))
    join(desk, 1, 2, 3)
    await desk.run(asked)
    expect(written()).toHaveLength(3)
    expect(desk.inbox).toEqual([all(heard)])
  })

  it('makes all of its changes where a person approved of what was held', async () => {
    const { desk, written } = await deskInStep(6_000, hears('webhook'))
    join(desk, 1, 2, 3)
    await desk.context.sides('patient').memory.setApproval('a-digest')
    await desk.run(all('webhook'))
    expect(written()).toHaveLength(3)
  })
})

const joiner = (n: number, facts: Partial<Change> = {}) =>
  ({ id: n, dependsOn: [], group: { id: groupId(n), name: null }, ...facts }) as unknown as Change

it('a run writes for as long as it has read before it gives way, and never leaves what is urgent', async () => {
  let ms = 0
  const way = createWay(
    async () => true,
    () => ms,
  )
  const gives = (urgent = false) => way.gives(joiner(1), urgent)
  ms = 20_000
  expect(await gives()).toBe(false)
  ms = 39_999
  expect(await gives()).toBe(false)
  ms = 40_000
  expect(await gives(true)).toBe(false)
  expect([...way.left]).toEqual([])
  expect(await gives()).toBe(true)
  expect([...way.left]).toEqual([groupId(1)])
  expect(await gives(true)).toBe(false)
})

it('nothing is left half done: what others have made room for is made, and left with them where they are', async () => {
  const way = urgentOnly()
  expect(await way.gives(joiner(1, { dependsOn: [2] }), false)).toBe(false)
  expect(await way.gives(joiner(3, { exchange: 1 }), false)).toBe(false)
  expect(await way.gives(joiner(4), false)).toBe(true)
  expect(await way.gives(joiner(5, { dependsOn: [2, 4] }), false)).toBe(true)
  expect(await way.gives(joiner(6, { dependsOn: [5], exchange: 1 }), false)).toBe(true)
  expect([...way.left]).toEqual([4, 5, 6].map(groupId))
})

describe('what is left', () => {
  const deletion = { ...group(2), deleted: true, eventId: 'e2', at: 30 }
  const person = scopeOf({ kind: 'user', id: 9 }, { at: 20, eventId: 'e9' })
  const retry = scopeOf({ kind: 'group', id: groupId(3) }, { ear: 'retry', at: 10 })

  it('is asked for as it was', () => {
    expect(askAgain(new Set(['user-9', groupId(2)]), [deletion, retry, person])).toEqual([person, deletion])
  })

  it('is asked for as what was heard first where it was not itself', () => {
    const of = (n: number) => scopeOf({ kind: 'group', id: groupId(n) }, { at: 20 })
    expect(askAgain(new Set([groupId(1)]), [deletion, retry, person])).toEqual([of(1)])
    expect(askAgain(new Set([groupId(1)]), [retry, person])).toEqual([{ ...of(1), eventId: 'e9' }])
    expect(askAgain(new Set(['user-7']), [retry])).toEqual([{ ...retry, scope: { kind: 'user', id: 7 } }])
  })
})
