import { describe, expect, test } from 'vitest'
import { groupOf, range } from '../testkit/people.ts'
import { planOf } from '../testkit/plan.ts'
import { ownedOf } from '../testkit/target.ts'

/** Lists l1 to l10 of one member each, of which the first ones' groups are gone. */
const lists = (gone: number, added: number) => ({
  groups: [...range(gone + 1, 10), ...range(11, 10 + added)].map((n) => groupOf(n, `l${n}`, [n])),
  aliases: range(1, 10 + added).map((n) => ownedOf(n, `l${n}@example.org`, n, [n])),
  gone: range(1, gone),
})

describe('what was held before', () => {
  const first = planOf(lists(3, 0))
  const heldBefore = new Set(first.holds)

  test('stays held when the share that it is of has grown', () => {
    expect(first.held).toHaveLength(3)
    expect(planOf(lists(3, 20)).held).toHaveLength(0)
    const next = planOf({ ...lists(3, 20), heldBefore })
    expect(next.held).toHaveLength(3)
    expect(next.changes).toEqual([])
    expect(next.held[0]?.reasons).toEqual([
      { code: 'still-held-address', message: 'it was held before, and nobody has approved it' },
    ])
  })

  test('keeps its digest and its names from run to run', () => {
    const next = planOf({ ...lists(3, 20), heldBefore })
    expect(next.approval).toBe(first.approval)
    expect(next.holds).toEqual(first.holds)
  })

  test('is forgotten when nobody wants it any more', () => {
    const back = planOf({ ...lists(0, 0), heldBefore })
    expect(back.held).toEqual([])
    expect(back.holds).toEqual([])
  })

  test('does not hold other removals', () => {
    const other = { ...lists(3, 20), heldBefore, gone: [1, 2, 3, 30] }
    const plan = planOf({ ...other, groups: other.groups.filter(({ name }) => name !== 'l30') })
    expect(plan.changes.map(({ address, action }) => [action, address])).toEqual([
      ['deactivate', 'l30@example.org'],
    ])
  })

  test('keeps members who left, and lets others of the list in', () => {
    const big = (members: readonly number[], now: readonly number[], before: ReadonlySet<string>) =>
      planOf({
        groups: [groupOf(1, 'a', members), ...range(11, 60).map((n) => groupOf(n, `g${n}`, [n]))],
        aliases: [
          ownedOf(1, 'a@example.org', 1, now),
          ...range(11, 60).map((n) => ownedOf(n, `g${n}@example.org`, n, [n])),
        ],
        heldBefore: before,
      })
    const one = big(range(1, 4), range(1, 10), new Set())
    expect(one.held).toHaveLength(1)
    const grown = big(
      [...range(1, 4), ...range(11, 30)],
      [...range(1, 10), ...range(11, 29)],
      new Set(one.holds),
    )
    expect(grown.held[0]?.reasons.map(({ code }) => code)).toEqual(['still-held-members'])
    expect(grown.changes[0]?.add).toEqual(['u30@example.org'])
    expect(grown.changes[0]?.remove).toEqual([])
  })

  test('is judged anew where most of it is not wanted any more: the reader was at fault', () => {
    const fault = planOf(lists(7, 20))
    expect(fault.held).toHaveLength(7)
    const healthy = planOf({ ...lists(1, 20), heldBefore: new Set(fault.holds) })
    expect(healthy.held).toEqual([])
    expect(healthy.changes.map(({ action, address }) => [action, address])).toEqual([
      ['deactivate', 'l1@example.org'],
    ])
  })

  test('of groups that were not found for the first time is not remembered', () => {
    const first = planOf({ ...lists(6, 0), gone: [] })
    expect(first.held).toHaveLength(6)
    expect(first.holds).toEqual([])
  })

  test('is remembered without an address', () => {
    expect([...heldBefore].join()).not.toContain('@')
  })
})
