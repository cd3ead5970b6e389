import { describe, expect, test } from 'vitest'
import { groupOf, range } from '../testkit/people.ts'
import { heldLinesOf, planOf } from '../testkit/plan.ts'
import { noLimits } from '../testkit/settings.ts'
import { aliasOf, ownedOf } from '../testkit/target.ts'
import { holdsAddress, holdsMembers } from './reason.ts'
import { judge } from './verdict.ts'

const groupsOf = (numbers: readonly number[]) => numbers.map((n) => groupOf(n, `l${n}`, [n]))
const context = {
  ...{
    thresholds: noLimits,
    owned: { aliases: 50, memberships: 50 },
    recent: { aliases: 0, memberships: 0 },
  },
  ...{ sourceEmpty: false, firstRun: false, clockOff: false, heldBefore: new Set<string>(), isPart: false },
}

test('both of two aliases gone are all, one of two is not', () => {
  const aliases = [ownedOf(1, 'l1@example.org', 1, [1]), ownedOf(2, 'l2@example.org', 2, [2])]
  const both = planOf({ groups: groupsOf([9]), aliases, gone: [1, 2], settings: { thresholds: noLimits } })
  expect(heldLinesOf(both)).toEqual([
    'deactivate 1 l1 (u1): all-removed',
    'deactivate 2 l2 (u2): all-removed',
  ])
  const one = planOf({ groups: groupsOf([2]), aliases, gone: [1], settings: { thresholds: noLimits } })
  expect(one.held).toEqual([])
})

describe('a first run', () => {
  const settings = { groups: undefined, adopt: 'always' } as const

  test('counts what it would make, not what it takes over', () => {
    const aliases = [aliasOf(1, 'l1@example.org', [1])]
    expect(planOf({ groups: groupsOf(range(1, 21)), aliases, settings }).held).toEqual([])
    const held = heldLinesOf(planOf({ groups: groupsOf(range(1, 22)), aliases, settings }))
    expect(held).toHaveLength(22)
    expect(held).toContain('adopt 1 l1 [u1]: first-run')
  })

  test('holds what it makes and takes over, and nothing else', () => {
    const many = planOf({ groups: groupsOf(range(1, 3)) }).changes
    const kept = planOf({ groups: groupsOf([4]), aliases: [ownedOf(4, 'l4@example.org', 4, [4, 5])] }).changes
    const changes = [...many, ...kept]
    const verdict = judge(changes, {
      ...context,
      firstRun: true,
      thresholds: { ...noLimits, firstRunMax: 2 },
    })
    expect(changes.map((change) => verdict.get(change)?.map(({ code }) => code))).toEqual([
      ...many.map(() => ['first-run']),
      ...kept.map(() => undefined),
    ])
  })
})

describe('what was held stays held', () => {
  const settings = { groups: undefined, adopt: 'always' } as const

  test('also what a first run would make or take over, once it is less', () => {
    const aliases = [aliasOf(1, 'l1@example.org', [1])]
    const { holds } = planOf({ groups: groupsOf(range(1, 22)), aliases, settings })
    expect(holds).toHaveLength(22)
    const heldBefore = new Set(holds)
    const less = planOf({ groups: groupsOf(range(1, 12)), aliases, settings, heldBefore })
    expect(less.held.map(({ reasons }) => reasons.map(({ code }) => code))).toEqual(
      range(1, 12).map(() => ['still-held-address']),
    )
    const half = planOf({ groups: groupsOf(range(1, 11)), aliases, settings, heldBefore })
    expect(half.held).toEqual([])
  })

  test('also a deletion that a clock held', () => {
    const orphan = { since: '2026-11-01', runs: 9 }
    const one = {
      groups: groupsOf(range(1, 10)),
      aliases: [
        ...range(1, 10).map((n) => ownedOf(n, `l${n}@example.org`, n, [n])),
        ownedOf(20, 'x@example.org', 20, [1], { active: false, orphan }),
      ],
      ...{ gone: [20], nightly: true },
    }
    const { holds } = planOf({ ...one, clockOff: true })
    expect(heldLinesOf(planOf({ ...one, heldBefore: new Set(holds) }))).toEqual([
      'delete 20 x: still-held-address',
    ])
    expect(planOf(one).held).toEqual([])
  })

  test('of members of one list, unless half of them or fewer are still to leave', () => {
    const members = range(1, 20)
    const one = (left: readonly number[]) => ({
      groups: [groupOf(1, 'l1', left)],
      aliases: [ownedOf(1, 'l1@example.org', 1, members)],
    })
    const { holds } = planOf(one(range(1, 8)))
    expect(holds).toHaveLength(12)
    const heldBefore = new Set(holds)
    const thresholds = noLimits
    expect(planOf({ ...one(range(1, 13)), heldBefore, settings: { thresholds } }).held).toHaveLength(1)
    expect(planOf({ ...one(range(1, 14)), heldBefore, settings: { thresholds } }).held).toEqual([])
  })
})

test('one reason for the address and one for members hold both', () => {
  const reasons = (['removed-aliases', 'member-loss'] as const).map((code) => ({ code, message: '' }))
  expect([holdsAddress(reasons), holdsMembers(reasons)]).toEqual([true, true])
  expect([holdsAddress(reasons.slice(1)), holdsMembers(reasons.slice(1))]).toEqual([false, true])
  expect([holdsAddress(reasons.slice(0, 1)), holdsMembers(reasons.slice(0, 1))]).toEqual([true, false])
  expect([holdsAddress([]), holdsMembers([])]).toEqual([false, false])
})
