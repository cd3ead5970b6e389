import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createPlan, type Plan } from '../plan.ts'
import { groupId, groupOf, range } from '../testkit/people.ts'
import { type Case, inputOf, planOf } from '../testkit/plan.ts'
import { noLimits } from '../testkit/settings.ts'
import { ownedOf } from '../testkit/target.ts'
import { holdNames } from './holds.ts'

/** Lists l1 to l10 of one member each, of which the first ones' groups are gone. */
const lists = (gone: number, added: number) => ({
  groups: [...range(gone + 1, 10), ...range(11, 10 + added)].map((n) => groupOf(n, `l${n}`, [n])),
  aliases: range(1, 10 + added).map((n) => ownedOf(n, `l${n}@example.org`, n, [n])),
  gone: range(1, gone),
})

describe('what was held before', () => {
  const first = () => planOf(lists(3, 0))
  const heldBefore = () => new Set(first().holds)

  test('stays held when the share that it is of has grown', () => {
    expect(first().held).toHaveLength(3)
    expect(planOf(lists(3, 20)).held).toHaveLength(0)
    const next = planOf({ ...lists(3, 20), heldBefore: heldBefore() })
    expect(next.held).toHaveLength(3)
    expect(next.changes).toEqual([])
    expect(next.held[0]?.reasons).toEqual([
      { code: 'still-held-address', message: 'it was held before, and nobody has approved it' },
    ])
  })

  test('keeps its digest and its names from run to run', () => {
    const next = planOf({ ...lists(3, 20), heldBefore: heldBefore() })
    expect(next.approval).toBe(first().approval)
    expect(next.holds).toEqual(first().holds)
  })

  test('is forgotten when nobody wants it any more', () => {
    const back = planOf({ ...lists(0, 0), heldBefore: heldBefore() })
    expect(back.held).toEqual([])
    expect(back.holds).toEqual([])
  })

  test('does not hold other removals', () => {
    const other = { ...lists(3, 20), heldBefore: heldBefore(), gone: [1, 2, 3, 30] }
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

  describe('is judged by a plan for a part', () => {
    const part = (groups: readonly number[], one: Case) =>
      createPlan({
        ...inputOf(one),
        part: { groups: new Set(groups.map(groupId)), owned: { aliases: 30, memberships: 30 } },
      })
    const heldBy = (plan: Plan) => plan.held.map(({ change }) => change.address)

    test('as held, where the part sees little of it', () => {
      expect(heldBy(part([1], { ...lists(3, 20), heldBefore: heldBefore() }))).toEqual(['l1@example.org'])
    })

    test('as held, where most of what the part sees is in order again and the rest of it is not', () => {
      const { groups, aliases } = lists(1, 20)
      const one = { groups, aliases, gone: [1], heldBefore: new Set(planOf(lists(7, 0)).holds) }
      expect(heldBy(part([1, 2, 3], one))).toEqual(['l1@example.org'])
      expect(planOf(one).held).toEqual([])
    })

    test('anew, where most members of one alias are back: the part sees all of them', () => {
      const members = (now: readonly number[], before: ReadonlySet<string>) => ({
        groups: [groupOf(1, 'a', now)],
        aliases: [ownedOf(1, 'a@example.org', 1, range(1, 10))],
        heldBefore: before,
      })
      const { holds, held } = part([1], members(range(1, 4), heldBefore()))
      expect([held.length, holds.length]).toEqual([1, 6])
      const before = new Set([...heldBefore(), ...holds])
      expect(heldBy(part([1], members(range(1, 6), before)))).toEqual(['a@example.org'])
      const back = part([1], members(range(1, 9), before))
      expect([heldBy(back), back.changes[0]?.remove]).toEqual([[], ['u10@example.org']])
    })

    test('never so that something passes which a plan for everything would still hold', () => {
      const numbers = range(1, 10)
      fc.assert(
        fc.property(fc.subarray(numbers), fc.subarray(numbers), fc.subarray(numbers), (was, is, some) => {
          const gone = (list: readonly number[]) => ({
            groups: [...numbers, 11].filter((n) => !list.includes(n)).map((n) => groupOf(n, `l${n}`, [n])),
            aliases: [...numbers, 11].map((n) => ownedOf(n, `l${n}@example.org`, n, [n])),
            gone: list,
            settings: { thresholds: noLimits },
          })
          const { changes } = planOf(gone(was))
          const names = changes.flatMap((change) =>
            holdNames(change, [{ code: 'removed-aliases', message: '' }]),
          )
          const one = { ...gone(is), heldBefore: new Set(names) }
          const held = heldBy(part(some, one))
          for (const address of heldBy(planOf(one))) {
            if (some.some((n) => address === `l${n}@example.org`)) expect(held).toContain(address)
          }
        }),
      )
    })
  })

  test('of groups that were not found for the first time is not remembered', () => {
    const first = planOf({ ...lists(6, 0), gone: [] })
    expect(first.held).toHaveLength(6)
    expect(first.holds).toEqual([])
  })

  test('is remembered without an address', () => {
    expect([...heldBefore()].join()).not.toContain('@')
  })
})
