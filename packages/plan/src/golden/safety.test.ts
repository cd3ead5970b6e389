import { describe, expect, test } from 'vitest'
import { approvePlan, createPlan, isApproval } from '../plan.ts'
import { applyChanges } from '../testkit/apply.ts'
import { groupOf, range } from '../testkit/people.ts'
import { type Case, heldLinesOf, inputOf, linesOf, planOf } from '../testkit/plan.ts'
import { ownedOf } from '../testkit/target.ts'

/** Lists l01, l02, … of one person each, as groups and as aliases. */
const list = (n: number) => `l${String(n).padStart(2, '0')}`
const groupsOf = (numbers: readonly number[]) => numbers.map((n) => groupOf(n, list(n), [n]))
const aliasesOf = (numbers: readonly number[]) =>
  numbers.map((n) => ownedOf(n, `${list(n)}@example.org`, n, [n]))

/** The plan once what passes was made. */
function nextPlan(one: Case) {
  const input = inputOf(one)
  const plan = createPlan(input)
  const target = applyChanges(input.target, plan.changes, 'main')
  return {
    plan,
    next: createPlan({ ...input, target }),
    approved: applyChanges(input.target, approvePlan(plan).changes, 'main'),
  }
}

describe('a directory that suddenly reads as empty', () => {
  test('takes nothing away by itself: everything is held, with what approves it', () => {
    const plan = planOf({ aliases: aliasesOf(range(1, 3)), gone: range(1, 3) })
    expect(plan.changes).toEqual([])
    expect(heldLinesOf(plan)).toEqual([
      'deactivate 1 l01 (u1): empty-source, all-removed',
      'deactivate 2 l02 (u2): empty-source, all-removed',
      'deactivate 3 l03 (u3): empty-source, all-removed',
    ])
    expect(plan.approval).toMatch(/^[0-9a-f]{16}$/)
  })

  test('neither deletes nor gives back what is inactive already', () => {
    const orphan = { since: '2026-11-01', runs: 9 }
    const aliases = [
      ownedOf(1, 'a@example.org', 1, [1], { active: false, orphan }),
      ownedOf(2, 'b@example.org', 2, [1], { active: false, orphan, role: 'adopted' }),
    ]
    const plan = planOf({ aliases, gone: [1, 2], nightly: true })
    expect(plan.changes).toEqual([])
    expect(heldLinesOf(plan)).toEqual(['delete 1 a: empty-source', 'release 2 b (u1): empty-source'])
  })

  test('with one alias only is held all the same', () => {
    expect(heldLinesOf(planOf({ aliases: aliasesOf([1]), gone: [1] }))).toEqual([
      'deactivate 1 l01 (u1): empty-source',
    ])
  })
})

describe('removed aliases', () => {
  test('a third of the groups gone is held, and the reason has the numbers', () => {
    const plan = planOf({
      groups: groupsOf(range(5, 12)),
      aliases: aliasesOf(range(1, 12)),
      gone: range(1, 4),
    })
    expect(plan.changes).toEqual([])
    expect(plan.held).toHaveLength(4)
    expect(plan.held[0]?.reasons.map(({ message }) => message)).toEqual([
      '4 of 12 aliases would be taken away, more than 20 %',
      '4 of 12 memberships would be taken away, more than 30 %',
    ])
    expect(plan.unchanged).toBe(8)
  })

  test('up to 20 % pass', () => {
    const plan = planOf({ groups: groupsOf(range(3, 10)), aliases: aliasesOf(range(1, 10)), gone: [1, 2] })
    expect(linesOf(plan.changes)).toEqual(['deactivate 1 l01 (u1)', 'deactivate 2 l02 (u2)'])
    expect(plan.held).toEqual([])
  })

  test('below 10 aliases no share counts, but all of them at once is held', () => {
    const groups = groupsOf([9])
    expect(planOf({ groups, aliases: aliasesOf(range(1, 4)), gone: range(1, 4) }).held).toHaveLength(4)
    expect(planOf({ groups, aliases: aliasesOf([...range(1, 4), 9]), gone: range(1, 4) }).held).toEqual([])
  })

  test('renames count: an address that people know stops', () => {
    const renamed = range(1, 3).map((n) => groupOf(n, `new${n}`, [n]))
    const plan = planOf({ groups: [...renamed, ...groupsOf(range(4, 10))], aliases: aliasesOf(range(1, 10)) })
    expect(heldLinesOf(plan)).toEqual([
      'rename 1 new1 [u1]: removed-aliases',
      'rename 2 new2 [u2]: removed-aliases',
      'rename 3 new3 [u3]: removed-aliases',
    ])
  })

  test('a move into an orphan’s alias counts once, and nothing of it is made when it is held', () => {
    const orphan = { active: false, orphan: { since: '2026-11-20', runs: 3 } }
    const moved = range(1, 3).map((n) => groupOf(n, `spare${n}`, [n]))
    const spares = range(1, 3).map((n) => ownedOf(20 + n, `spare${n}@example.org`, 20 + n, [9], orphan))
    const one = {
      groups: [...moved, ...groupsOf(range(4, 10))],
      aliases: [...aliasesOf(range(1, 10)), ...spares],
      gone: range(21, 23),
    }
    const { plan, next } = nextPlan(one)
    expect(plan.changes).toEqual([])
    expect(plan.held[0]?.reasons[0]?.message).toMatch(/^3 of 10 aliases/)
    expect(heldLinesOf(plan)).toEqual([
      'reactivate 21 spare1 [u1]: removed-aliases',
      'deactivate 1 l01 (u1): depends-on-held',
      'reactivate 22 spare2 [u2]: removed-aliases',
      'deactivate 2 l02 (u2): depends-on-held',
      'reactivate 23 spare3 [u3]: removed-aliases',
      'deactivate 3 l03 (u3): depends-on-held',
    ])
    expect(next.approval).toBe(plan.approval)
  })

  test('many small removals add up over an hour', () => {
    const one = { groups: groupsOf(range(3, 12)), aliases: aliasesOf(range(1, 12)), gone: [1, 2] }
    expect(planOf(one).held).toEqual([])
    const plan = planOf({ ...one, recent: { aliases: 1, memberships: 0 } })
    expect(plan.held.map(({ reasons }) => reasons[0]?.message)).toEqual([
      '3 of 13 aliases would be taken away (1 in the hour before), more than 20 %',
      '3 of 13 aliases would be taken away (1 in the hour before), more than 20 %',
    ])
  })

  test('what the hour before took away holds nothing that takes nothing away', () => {
    const one = { groups: groupsOf(range(1, 12)), aliases: aliasesOf(range(1, 11)) }
    expect(linesOf(planOf({ ...one, recent: { aliases: 50, memberships: 500 } }).changes)).toEqual([
      'create new l12 [u12]',
    ])
  })
})

describe('removed memberships', () => {
  const shrunk = [groupOf(1, 'l01', [1, 7]), groupOf(2, 'l02', [2, 8]), groupOf(3, 'l03', [3])]
  const aliases = [
    ownedOf(1, 'l01@example.org', 1, [1, 4, 5]),
    ownedOf(2, 'l02@example.org', 2, [2, 5, 6]),
    ownedOf(3, 'l03@example.org', 3, [3, 7, 8, 9]),
  ]

  test('more than 30 % of all is held, and additions pass meanwhile', () => {
    const plan = planOf({ groups: shrunk, aliases })
    expect(linesOf(plan.changes)).toEqual(['update 1 l01 [u1 u4 u5 u7]', 'update 2 l02 [u2 u5 u6 u8]'])
    expect(heldLinesOf(plan)).toEqual([
      'update 1 l01 [u1 u7]: removed-memberships',
      'update 2 l02 [u2 u8]: removed-memberships',
      'update 3 l03 [u3]: removed-memberships',
    ])
  })

  test('a rename that comes with them goes ahead, with the leavers kept', () => {
    const [first, ...rest] = shrunk
    const groups = [{ ...(first ?? groupOf(1, '')), name: 'new' }, ...rest]
    const plan = planOf({ groups, aliases })
    expect(linesOf(plan.changes)).toContain('rename 1 new [u1 u4 u5 u7]')
    expect(heldLinesOf(plan)).toContain('rename 1 new [u1 u7]: removed-memberships')
  })

  test('count over the hour too', () => {
    const one = {
      groups: [groupOf(1, 'l01', range(1, 9))],
      aliases: [ownedOf(1, 'l01@example.org', 1, range(1, 10))],
    }
    expect(planOf(one).held).toEqual([])
    expect(heldLinesOf(planOf({ ...one, recent: { aliases: 0, memberships: 4 } }))).toEqual([
      'update 1 l01 [u1 u2 u3 u4 u5 u6 u7 u8 u9]: removed-memberships',
    ])
  })
})

describe('groups that are not found for the first time', () => {
  const seen = (ids: readonly number[]) => ({
    groups: groupsOf(ids),
    aliases: aliasesOf(range(1, 20)),
    gone: [] as readonly number[],
  })

  test('are told, and nothing is done yet, while they are few', () => {
    const plan = planOf(seen(range(2, 20)))
    expect(plan.changes).toEqual([])
    expect(plan.held).toEqual([])
    expect(plan.skipped).toMatchObject([
      { address: 'l01@example.org', reason: expect.stringContaining('first time') },
    ])
    expect(plan.unchanged).toBe(20)
  })

  test('are held at once when they are many, with the digest that the next run has too', () => {
    const first = planOf(seen(range(8, 20)))
    expect(first.changes).toEqual([])
    expect(first.held).toHaveLength(7)
    const gone = range(1, 7)
    expect(planOf({ ...seen(range(8, 20)), gone }).approval).toBe(first.approval)
  })
})

describe('one list that loses more than half of its members', () => {
  const big = (left: readonly number[]) => ({
    groups: [groupOf(1, 'a', left), ...groupsOf(range(11, 40))],
    aliases: [ownedOf(1, 'a@example.org', 1, range(1, 10)), ...aliasesOf(range(11, 40))],
  })

  test('is held alone, and the others go on', () => {
    const one = big([1, 2, 3, 4])
    const plan = planOf({ ...one, groups: [...one.groups, groupOf(41, 'l41', [1])] })
    expect(linesOf(plan.changes)).toEqual(['create new l41 [u1]'])
    expect(plan.held[0]?.reasons).toEqual([
      { code: 'member-loss', message: 'a@example.org would lose 6 of its 10 members, more than 50 %' },
    ])
  })

  test('passes with half of them, or below 10 members', () => {
    expect(planOf(big(range(1, 5))).held).toEqual([])
    const nine = { groups: [groupOf(1, 'a', [1])], aliases: [ownedOf(1, 'a@example.org', 1, range(1, 9))] }
    expect(
      planOf({
        ...nine,
        groups: [...nine.groups, ...groupsOf(range(11, 40))],
        aliases: [...nine.aliases, ...big([]).aliases.slice(1)],
      }).held.length,
    ).toBe(0)
  })

  test('is held when nobody at all is left, but not when its group is gone', () => {
    expect(heldLinesOf(planOf(big([])))).toEqual([
      'deactivate 1 a (u10 u1 u2 u3 u4 u5 u6 u7 u8 u9): member-loss',
    ])
    const { aliases, groups } = big([])
    expect(planOf({ aliases, groups: groups.slice(1), gone: [1] }).held).toEqual([])
  })
})

describe('what depends on a held change is held', () => {
  const settings = {
    thresholds: { removedAliases: 0, removedMemberships: 1, memberLoss: 1, floor: 0, firstRunMax: 99 },
  }

  test('whoever follows into an address that is not left, while its own list is kept up', () => {
    const groups = [groupOf(1, 'b', [1, 4]), groupOf(2, 'c', [2]), groupOf(3, 'a', [3])]
    const aliases = [ownedOf(7, 'a@example.org', 1, [1, 5]), ownedOf(8, 'b@example.org', 2, [2])]
    const { plan, next } = nextPlan({ groups, aliases, settings })
    expect(heldLinesOf(plan)).toEqual([
      'rename 8 c [u2]: removed-aliases',
      'rename 7 b [u1 u4]: removed-aliases, depends-on-held',
      'create new a [u3]: depends-on-held',
    ])
    expect(linesOf(plan.changes)).toEqual(['update 7 a [u1 u4]'])
    expect(next.changes).toEqual([])
    expect(next.approval).toBe(plan.approval)
  })

  test('an exchange is held as a whole', () => {
    const groups = [groupOf(1, 'b', [1, 4]), groupOf(2, 'a', [2])]
    const aliases = [
      ownedOf(7, 'a@example.org', 1, [1], { active: false }),
      ownedOf(8, 'b@example.org', 2, [2]),
    ]
    const plan = planOf({ groups, aliases, settings })
    expect(heldLinesOf(plan)).toEqual([
      'reactivate 7 a [u2]: removed-aliases',
      'update 8 b [u1 u4]: depends-on-held',
    ])
    expect(linesOf(plan.changes)).toEqual(['reactivate 7 a [u1 u4]'])
  })
})

describe('the digest that approves', () => {
  const renamed = range(1, 3).map((n) => groupOf(n, `new${n}`, [n, 40 + n]))
  const one = {
    groups: [...renamed, ...groupsOf(range(4, 10)), groupOf(11, 'l11', [11])],
    aliases: [
      ownedOf(1, 'l01@example.org', 1, [1]),
      ownedOf(2, 'l02@example.org', 2, [2, 30]),
      ...aliasesOf(range(3, 10)),
    ],
  }

  test('is equal in the next run, after the passing part was made', () => {
    const { plan, next } = nextPlan(one)
    expect(linesOf(plan.changes)).toEqual([
      'update 2 l02 [u2 u42]',
      'create new l11 [u11]',
      'update 1 l01 [u1 u41]',
      'update 3 l03 [u3 u43]',
    ])
    expect(next.changes).toEqual([])
    expect(next.held).toHaveLength(3)
    expect(next.approval).toBe(plan.approval)
  })

  test('does not depend on the time, the clock or what the hour before took away', () => {
    const later = { today: '2026-11-25', recent: { aliases: 1, memberships: 3 }, clockOff: true }
    expect(planOf({ ...one, ...later }).approval).toBe(planOf(one).approval)
  })

  test('changes with what is held', () => {
    const more = [...one.groups.slice(0, 3), groupOf(4, 'new4', [4]), ...one.groups.slice(4)]
    expect(planOf({ ...one, groups: more }).approval).not.toBe(planOf(one).approval)
    const other = [groupOf(1, 'new1', [1, 42]), ...one.groups.slice(1)]
    expect(planOf({ ...one, groups: other }).approval).not.toBe(planOf(one).approval)
  })

  test('approves this plan, as the checksum does; nothing else does', () => {
    const plan = planOf(one)
    expect(isApproval(plan, plan.approval ?? '')).toBe(true)
    expect(isApproval(plan, plan.checksum)).toBe(true)
    expect(isApproval(plan, '0123456789abcdef')).toBe(false)
    const calm = planOf({ groups: groupsOf([1]) })
    expect(calm.approval).toBeUndefined()
    expect(isApproval(calm, calm.checksum)).toBe(false)
  })

  test('once given lets the held changes through in place of their passing parts', () => {
    const plan = approvePlan(planOf(one))
    expect(plan).toMatchObject({ held: [], approval: undefined })
    expect(linesOf(plan.changes)).toEqual([
      'rename 2 new2 [u2 u42]',
      'create new l11 [u11]',
      'rename 1 new1 [u1 u41]',
      'rename 3 new3 [u3 u43]',
    ])
    const { approved } = nextPlan(one)
    expect(createPlan({ ...inputOf(one), target: approved })).toMatchObject({ changes: [], held: [] })
  })
})

describe('a first run', () => {
  const many = groupsOf(range(1, 21))

  test('that would make more than 20 aliases is held while nobody said that every group is a list', () => {
    const plan = planOf({ groups: many, settings: { groups: undefined } })
    expect(plan.changes).toEqual([])
    expect(plan.held).toHaveLength(21)
    expect(plan.held[0]?.reasons[0]?.message).toMatch(
      /would make 21 aliases \(more than 20\).*COWHERD_GROUPS=opt-in/,
    )
  })

  test.each([
    ['20 aliases', { groups: many.slice(1), settings: { groups: undefined } }],
    ['COWHERD_GROUPS=all', { groups: many, settings: { groups: 'all' } }],
    [
      'a target with an alias of ours',
      { groups: many, settings: { groups: undefined }, aliases: aliasesOf([1]) },
    ],
  ] as const)('passes with %s', (_, one) => {
    expect(planOf(one).held).toEqual([])
  })
})

test('a clock that is off holds deletions and nothing else', () => {
  const orphan = { since: '2026-11-01', runs: 9 }
  const plan = planOf({
    groups: [...groupsOf(range(1, 11)), groupOf(12, 'new', [12])],
    aliases: [
      ...aliasesOf(range(1, 10)),
      ownedOf(12, 'old@example.org', 12, [12]),
      ownedOf(20, 'x@example.org', 20, [1], { active: false, orphan }),
      ownedOf(21, 'y@example.org', 21, [1]),
    ],
    gone: [20, 21],
    nightly: true,
    clockOff: true,
  })
  expect(linesOf(plan.changes)).toEqual([
    'deactivate 21 y (u1)',
    'create new l11 [u11]',
    'rename 12 new [u12]',
  ])
  expect(heldLinesOf(plan)).toEqual(['delete 20 x: clock'])
})
