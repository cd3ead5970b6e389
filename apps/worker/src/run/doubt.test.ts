import { groupId, groupIn, listsOf } from '@cowherd/reconcile/testkit'
import { describe, expect, it } from 'vitest'
import { createDesk, type Desk, scopeOf } from '../testkit/desk.ts'

const all = scopeOf({ kind: 'all' }, { ear: 'sweep' })
const event = (n: number) => scopeOf({ kind: 'group', id: groupId(n) })
/** 3 is nested in 2, and that in 1. */
const groups = [
  groupIn(1, { members: [10] }),
  groupIn(2, { in: [1], members: [20, 21] }),
  groupIn(3, { in: [2], members: [30, 31] }),
  groupIn(4),
]
/** 2 makes no list of its own. */
const quiet = groups.map((group) =>
  group.id === groupId(2) ? { ...group, attributes: { cowherd: { enabled: false } } } : group,
)
const listOf = (desk: Desk, name: string) => listsOf(desk.site).find((list) => list.startsWith(name))

async function inStep(directory = groups): Promise<Desk> {
  const desk = createDesk({ groups: directory })
  await desk.run(all)
  await desk.run(all)
  return desk
}

describe('after a sweep that missed groups which are there all the same', () => {
  it.each([
    ['all groups, with lists', groups, () => []],
    ['all groups, some without lists', quiet, () => []],
    ['the one in between', groups, (directory: typeof groups) => directory.filter((_, n) => n !== 1)],
    [
      'the one in between, without a list',
      quiet,
      (directory: typeof groups) => directory.filter((_, n) => n !== 1),
    ],
    ['the one below', groups, (directory: typeof groups) => directory.filter((_, n) => n !== 2)],
  ])('an event takes nobody out of a list: %s', async (_, directory, seen) => {
    const desk = await inStep(directory)
    const before = listOf(desk, 'g1@')
    expect(before).toBe('g1@example.org: u10 u20 u21 u30 u31')
    // The lists themselves are left alone by the sweep; what it remembers is another matter.
    await desk.site.context.memory.setPause({ since: '2026-11-24T12:00:00Z', reason: 'test' })
    desk.site.groups = seen(directory)
    await desk.run(all)
    expect(listOf(desk, 'g1@')).toBe(before)
    await desk.site.context.memory.setPause(undefined)
    desk.site.groups = directory
    await desk.run(event(1))
    expect(listOf(desk, 'g1@')).toBe(before)
  })

  it('an event takes nobody out after two of them that found nothing at all', async () => {
    const desk = await inStep(quiet)
    desk.site.groups = []
    await desk.run(all)
    await desk.run(all)
    desk.site.groups = quiet
    await desk.run(event(1))
    expect(listOf(desk, 'g1@')).toBe('g1@example.org: u10 u20 u21 u30 u31')
  })
})

describe('a group that is gone', () => {
  it('is forgotten by the second sweep that does not find it: events are looked at by themselves again', async () => {
    const desk = await inStep()
    desk.site.groups = groups.filter((_, n) => n !== 3)
    await desk.run(all)
    expect((await desk.run(event(1))).kind).toBe('whole')
    expect((await desk.run(event(1))).kind).toBe('whole')
    expect(listOf(desk, 'g4@')).toBe('g4@example.org: u4')
    await desk.run(all)
    expect(listOf(desk, 'g4@')).toBeUndefined()
    expect((await desk.run(event(1))).kind).toBe('part')
  })

  it('is forgotten at once where its deletion was reported', async () => {
    const desk = await inStep()
    desk.site.groups = groups.filter((_, n) => n !== 3)
    await desk.run(scopeOf({ kind: 'group', id: groupId(4) }, { deleted: true }), all)
    expect((await desk.run(event(1))).kind).toBe('part')
  })
})
