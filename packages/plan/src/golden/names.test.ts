import { describe, expect, test } from 'vitest'
import { groupOf } from '../testkit/people.ts'
import { linesOf, planOf } from '../testkit/plan.ts'
import { noLimits } from '../testkit/settings.ts'
import { ownedOf } from '../testkit/target.ts'

const settings = { thresholds: noLimits }

describe('a renamed group', () => {
  test('keeps its alias, renamed in place', () => {
    const plan = planOf({ groups: [groupOf(1, 'New', [1])], aliases: [ownedOf(7, 'old@example.org', 1)] })
    expect(linesOf(plan.changes)).toEqual(['rename 7 new [u1]'])
    expect(plan.changes[0]?.reason).toBe(
      'the group was renamed: address; mail to old@example.org then bounces',
    )
  })

  test('is said to lose its mail to the catch-all where there is one', () => {
    const catchAll = ownedOf(8, '@example.org', 2, [2])
    const rest = groupOf(2, 'rest', [2], { attributes: { cowherd: { address: '@example.org' } } })
    const plan = planOf({
      groups: [groupOf(1, 'New', [1]), rest],
      aliases: [ownedOf(7, 'old@example.org', 1), catchAll],
    })
    expect(plan.changes[0]?.reason).toMatch(
      /mail to old@example.org then goes to the catch-all @example.org$/,
    )
  })

  test('keeps its alias where case or a stray letter of its name leaves the address as it is', () => {
    const plan = planOf({ groups: [groupOf(1, 'OLD ', [1])], aliases: [ownedOf(7, 'old@example.org', 1)] })
    expect(plan.changes).toEqual([])
    expect(plan.unchanged).toBe(1)
  })

  test('gets its alias back in use under the new name when it was empty before', () => {
    const plan = planOf({
      groups: [groupOf(1, 'New', [1])],
      aliases: [
        ownedOf(7, 'old@example.org', 1, [3], { active: false, orphan: { since: '2026-11-20', runs: 4 } }),
      ],
    })
    expect(linesOf(plan.changes)).toEqual(['reactivate 7 new [u1]'])
    expect(plan.changes[0]?.after?.privateComment).not.toContain('orphan')
  })
})

describe('groups that pass their names round keep every alias in place and exchange members and markers', () => {
  test('two of them', () => {
    const plan = planOf({
      groups: [groupOf(1, 'b', [1]), groupOf(2, 'a', [2])],
      aliases: [ownedOf(7, 'a@example.org', 1, [1]), ownedOf(8, 'b@example.org', 2, [2])],
      settings,
    })
    expect(linesOf(plan.changes)).toEqual(['update 7 a [u2]', 'update 8 b [u1]'])
    expect(plan.changes.map(({ group }) => group.name)).toEqual(['a', 'b'])
    expect(plan.changes.map(({ add, remove }) => [add, remove])).toEqual([
      [[], []],
      [[], []],
    ])
    expect(new Set(plan.changes.map(({ exchange }) => exchange))).toEqual(new Set([7]))
  })

  test('three of them, and who joined or left meanwhile is what counts as added and removed', () => {
    const plan = planOf({
      groups: [groupOf(1, 'b', [1]), groupOf(2, 'c', [2, 4]), groupOf(3, 'a', [3])],
      aliases: [
        ownedOf(7, 'a@example.org', 1, [1]),
        ownedOf(8, 'b@example.org', 2, [2]),
        ownedOf(9, 'c@example.org', 3, [3, 5]),
      ],
      settings,
    })
    expect(linesOf(plan.changes)).toEqual(['update 7 a [u3]', 'update 8 b [u1]', 'update 9 c [u2 u4]'])
    expect(plan.changes.map(({ add }) => add)).toEqual([[], [], ['u4@example.org']])
    expect(plan.changes.map(({ remove }) => remove)).toEqual([['u5@example.org'], [], []])
  })

  test('an alias that a person made stays marked as such, whoever it serves', () => {
    const plan = planOf({
      groups: [groupOf(1, 'b', [1]), groupOf(2, 'a', [2])],
      aliases: [
        ownedOf(7, 'a@example.org', 1, [1], { role: 'adopted', words: 'by Ann\n' }),
        ownedOf(8, 'b@example.org', 2, [2]),
      ],
      settings,
    })
    const comments = plan.changes.map(({ after }) => after?.privateComment)
    expect(comments[0]).toMatch(/^by Ann\ncowherd owner=main group=\S+2 role=adopted$/)
    expect(comments[1]).toMatch(/^cowherd owner=main group=\S+1$/)
  })

  test('an exchange that was cut short after its first half is finished', () => {
    const plan = planOf({
      groups: [groupOf(1, 'b', [1]), groupOf(2, 'a', [2])],
      aliases: [ownedOf(7, 'a@example.org', 1, [1]), ownedOf(8, 'b@example.org', 1, [1])],
      settings,
    })
    expect(linesOf(plan.changes)).toEqual(['update 7 a [u2]'])
    expect(plan.warnings).toEqual([])
  })
})

describe('groups that follow each other', () => {
  test('into a vacant address are renamed from the far end on', () => {
    const plan = planOf({
      groups: [groupOf(1, 'b', [1]), groupOf(2, 'c', [2]), groupOf(3, 'd', [3])],
      aliases: [
        ownedOf(7, 'a@example.org', 1, [1]),
        ownedOf(8, 'b@example.org', 2, [2]),
        ownedOf(9, 'c@example.org', 3, [3]),
      ],
      settings,
    })
    expect(linesOf(plan.changes)).toEqual(['rename 9 d [u3]', 'rename 8 c [u2]', 'rename 7 b [u1]'])
    expect(plan.changes.map(({ reason }) => reason.includes('bounces'))).toEqual([false, false, true])
  })

  test('a new group waits for the address that another one leaves', () => {
    const plan = planOf({
      groups: [groupOf(1, 'b', [1]), groupOf(2, 'a', [2])],
      aliases: [ownedOf(7, 'a@example.org', 1, [1])],
      settings,
    })
    expect(linesOf(plan.changes)).toEqual(['rename 7 b [u1]', 'create new a [u2]'])
  })

  test('into the alias of an orphan write to the aliases in place, and the one left over stops', () => {
    const plan = planOf({
      groups: [groupOf(1, 'b', [1]), groupOf(2, 'c', [2])],
      aliases: [
        ownedOf(7, 'a@example.org', 1, [1]),
        ownedOf(8, 'b@example.org', 2, [2]),
        ownedOf(9, 'c@example.org', 3, [3]),
      ],
      gone: [3],
      settings,
    })
    expect(linesOf(plan.changes)).toEqual(['update 9 c [u2]', 'update 8 b [u1]', 'deactivate 7 a (u1)'])
    expect(plan.changes[2]?.after?.privateComment).toMatch(/role=former orphan=2026-11-24 runs=0$/)
    expect(plan.changes[2]?.reason).toBe('a former address of the group; mail to a@example.org then bounces')
  })

  test('into an alias that a person made write in place too, and one made by a person is given back', () => {
    const plan = planOf({
      groups: [groupOf(1, 'b', [1]), groupOf(2, 'c', [2])],
      aliases: [
        ownedOf(7, 'a@example.org', 1, [1], { role: 'adopted' }),
        ownedOf(8, 'b@example.org', 2, [2]),
        { ...ownedOf(9, 'c@example.org', 3, [3]), privateComment: 'by Ann' },
      ],
      adopt: ['c@example.org'],
      settings,
    })
    expect(linesOf(plan.changes)).toEqual(['adopt 9 c [u2]', 'update 8 b [u1]', 'release 7 a [u1]'])
  })

  test('stay where they are when the last of them cannot leave', () => {
    const plan = planOf({
      groups: [groupOf(1, 'b', [1]), groupOf(2, 'c', [2]), groupOf(3, 'u9', [3])],
      aliases: [
        ownedOf(7, 'a@example.org', 1, [1]),
        ownedOf(8, 'b@example.org', 2, [2]),
        ownedOf(9, 'c@example.org', 3, [3]),
      ],
    })
    expect(plan.changes).toEqual([])
    expect(plan.conflicts.map(({ code, address }) => [code, address])).toEqual([
      ['held-by-group', 'b@example.org'],
      ['held-by-group', 'c@example.org'],
      ['is-mailbox', 'u9@example.org'],
    ])
  })
})

describe('a group that wants the address of an orphan', () => {
  test('takes the alias over under the same id, in use again', () => {
    const plan = planOf({
      groups: [groupOf(2, 'a', [2])],
      aliases: [
        ownedOf(7, 'a@example.org', 1, [1], { active: false, orphan: { since: '2026-11-20', runs: 4 } }),
      ],
    })
    expect(linesOf(plan.changes)).toEqual(['reactivate 7 a [u2]'])
    expect(plan.changes[0]?.after?.privateComment).toMatch(/^cowherd owner=main group=\S+2$/)
  })

  test('leaves its own alias behind as a former address, which comes back into use with the old name', () => {
    const aliases = [
      ownedOf(7, 'a@example.org', 1, [1]),
      ownedOf(8, 'b@example.org', 2, [2], { active: false, orphan: { since: '2026-11-20', runs: 4 } }),
    ]
    const plan = planOf({ groups: [groupOf(1, 'b', [1])], aliases, gone: [2], settings })
    expect(linesOf(plan.changes)).toEqual(['reactivate 8 b [u1]', 'deactivate 7 a (u1)'])

    const back = planOf({
      groups: [groupOf(1, 'a', [1])],
      aliases: [
        ownedOf(7, 'a@example.org', 1, [1], {
          active: false,
          role: 'former',
          orphan: { since: '2026-11-24', runs: 0 },
        }),
        ownedOf(8, 'b@example.org', 1, [1]),
      ],
      settings,
    })
    expect(linesOf(back.changes)).toEqual(['reactivate 7 a [u1]', 'deactivate 8 b (u1)'])
    expect(back.changes[0]?.reason).toBe('the group came back to a former address')
  })

  test('gets a group’s alias when that group is empty, and does not hand its mail to the people who were in it', () => {
    const plan = planOf({
      groups: [groupOf(1, 'old'), groupOf(2, 'a', [2])],
      aliases: [ownedOf(7, 'a@example.org', 1, [1])],
      settings: { policy: 'upsert-only', thresholds: noLimits },
    })
    expect(linesOf(plan.changes)).toEqual(['update 7 a [u2]'])
  })
})

test('a group made again under the same name takes the alias over at once, under the same id', () => {
  const plan = planOf({ groups: [groupOf(2, 'a', [1, 2])], aliases: [ownedOf(7, 'a@example.org', 1, [1])] })
  expect(linesOf(plan.changes)).toEqual(['update 7 a [u1 u2]'])
  expect(plan.changes[0]?.reason).toBe(
    'taken over from a group that does not use it any more: members, marker',
  )
  expect(plan.skipped).toEqual([])
})
