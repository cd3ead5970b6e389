import { describe, expect, test } from 'vitest'
import { createPlan } from '../plan.ts'
import { applyChanges } from '../testkit/apply.ts'
import { groupOf } from '../testkit/people.ts'
import { type Case, inputOf, linesOf, planOf } from '../testkit/plan.ts'
import { ownedOf } from '../testkit/target.ts'

const others = [groupOf(2, 'b', [2])]
const otherAlias = ownedOf(8, 'b@example.org', 2, [2])

describe('a group whose last member left', () => {
  const emptied = {
    groups: [groupOf(1, 'a'), ...others],
    aliases: [ownedOf(7, 'a@example.org', 1, [1]), otherAlias],
  }

  test('has its alias deactivated, so that leavers get nothing', () => {
    const { changes } = planOf(emptied)
    expect(linesOf(changes)).toEqual(['deactivate 7 a (u1)'])
    expect(changes[0]?.remove).toEqual(['u1@example.org'])
    expect(changes[0]?.after?.privateComment).toMatch(/ orphan=2026-11-24 runs=0$/)
    expect(changes[0]?.reason).toBe(
      'the group has no member left to deliver to; mail to a@example.org then bounces',
    )
  })

  test('counts as empty when everybody in it is inactive', () => {
    const people = [
      { id: 3, username: 'u3', name: '', email: 'u3@example.org', active: false, serviceAccount: false },
    ]
    const plan = planOf({ ...emptied, groups: [groupOf(1, 'a', [3]), ...others], people })
    expect(linesOf(plan.changes)).toEqual(['deactivate 7 a (u1)'])
  })

  test('has its alias back in use as soon as it has members again', () => {
    const aliases = [
      ownedOf(7, 'a@example.org', 1, [1], { active: false, orphan: { since: '2026-11-20', runs: 5 } }),
    ]
    const plan = planOf({ groups: [groupOf(1, 'a', [3])], aliases })
    expect(linesOf(plan.changes)).toEqual(['reactivate 7 a [u3]'])
  })

  test('keeps an alias that a person made as its own, deactivated, until the grace is over', () => {
    const adopted = (days: number, runs: number) =>
      ownedOf(7, 'a@example.org', 1, [1], {
        active: false,
        role: 'adopted',
        orphan: { since: `2026-11-${24 - days}`, runs },
      })
    const young = planOf({ ...emptied, aliases: [adopted(3, 3), otherAlias], nightly: true })
    expect(linesOf(young.changes)).toEqual(['update 7 a (u1)'])
    const old = planOf({ ...emptied, aliases: [adopted(7, 7), otherAlias], nightly: true })
    expect(linesOf(old.changes)).toEqual(['release 7 a (u1)'])
  })
})

describe('a group that is not found', () => {
  const aliases = [ownedOf(7, 'a@example.org', 1, [1]), otherAlias]

  test('is left alone the first time', () => {
    const plan = planOf({ groups: others, aliases })
    expect(plan.changes).toEqual([])
    expect(plan.skipped).toEqual([
      {
        group: { id: expect.stringMatching(/1$/), name: null },
        address: 'a@example.org',
        reason: expect.stringMatching(/^its group was not found for the first time/),
      },
    ])
  })

  test('has its alias deactivated once it is known to be gone', () => {
    const plan = planOf({ groups: others, aliases, gone: [1] })
    expect(linesOf(plan.changes)).toEqual(['deactivate 7 a (u1)'])
    expect(plan.changes[0]?.reason).toBe('the group is gone; mail to a@example.org then bounces')
  })

  test('has an alias that a person made given back as it is, never deleted', () => {
    const adopted = ownedOf(7, 'a@example.org', 1, [1], { role: 'adopted', words: 'by Ann\n' })
    const plan = planOf({ groups: others, aliases: [adopted, otherAlias], gone: [1] })
    expect(linesOf(plan.changes)).toEqual(['release 7 a [u1]'])
    expect(plan.changes[0]?.after?.privateComment).toBe('by Ann\ncowherd released')
    expect(plan.changes[0]?.takesAddressAway).toBe(true)
  })
})

test('a group that is left out now has its alias deactivated', () => {
  const groups = [groupOf(1, 'a', [1], { attributes: { 'cowherd.enabled': false } }), ...others]
  const plan = planOf({ groups, aliases: [ownedOf(7, 'a@example.org', 1, [1]), otherAlias] })
  expect(linesOf(plan.changes)).toEqual(['deactivate 7 a (u1)'])
  expect(plan.changes[0]?.reason).toMatch(/^the group is left out by its attribute or the settings/)
})

describe('an orphan is deleted', () => {
  const orphan = (since: string, runs: number) => [
    ownedOf(7, 'a@example.org', 1, [1], { active: false, orphan: { since, runs } }),
    otherAlias,
  ]
  const at = (given: Partial<Case>) => linesOf(planOf({ groups: others, gone: [1], ...given }).changes)

  test.each([
    ['by the nightly run that is the 7th to see it, 7 days on', '2026-11-17', 6, true, ['delete 7 a']],
    ['not before 7 days are over', '2026-11-18', 20, true, ['update 7 a (u1)']],
    ['not before 7 nightly runs saw it', '2026-11-01', 5, true, ['update 7 a (u1)']],
    ['not by any other run', '2026-11-01', 20, false, []],
    ['not when its date is no date', '2026-99-99', 20, true, ['update 7 a (u1)']],
    ['not when its date is yet to come', '2027-01-01', 20, true, ['update 7 a (u1)']],
  ])('%s', (_, since, runs, nightly, lines) => {
    expect(at({ aliases: orphan(since, runs), nightly })).toEqual(lines)
  })

  test('not while somebody has put it in use again: then it is deactivated once more, and the grace begins anew', () => {
    const [alias] = orphan('2026-11-01', 20)
    const used = alias ? [{ ...alias, flags: { ...alias.flags, active: true } }, otherAlias] : []
    expect(at({ aliases: used, nightly: true })).toEqual(['deactivate 7 a (u1)'])
    const [change] = planOf({ groups: others, gone: [1], aliases: used, nightly: true }).changes
    expect(change?.after?.privateComment).toMatch(/ orphan=2026-11-24 runs=1$/)
  })

  test('within 8 nights of a group’s deletion, when every night is counted, and not earlier', () => {
    const input = inputOf({
      groups: others,
      gone: [1],
      aliases: [ownedOf(7, 'a@example.org', 1, [1]), otherAlias],
    })
    let { target } = input
    const actions: string[] = []
    for (let night = 0; night < 9; night += 1) {
      const now = new Date(Date.UTC(2026, 10, 24 + night, 3))
      const plan = createPlan({ ...input, target, now, nightly: true })
      target = applyChanges(target, plan.changes, 'main')
      actions.push(plan.changes.map(({ action }) => action).join())
    }
    expect(actions).toEqual(['deactivate', ...Array.from({ length: 6 }, () => 'update'), 'delete', ''])
  })
})

describe('a former address', () => {
  test('is deactivated while its group lives on, and deleted after the grace', () => {
    const former = (runs: number) =>
      ownedOf(7, 'old@example.org', 2, [2], {
        active: false,
        role: 'former',
        orphan: { since: '2026-11-10', runs },
      })
    const plan = (runs: number, nightly: boolean) =>
      linesOf(planOf({ groups: others, aliases: [former(runs), otherAlias], nightly }).changes)
    expect(plan(2, false)).toEqual([])
    expect(plan(2, true)).toEqual(['update 7 old (u2)'])
    expect(plan(9, true)).toEqual(['delete 7 old'])
  })
})

test('a part that no list needs any more is an orphan whose people lose nothing', () => {
  const part = ownedOf(7, 'part-1-of-x@example.org', 2, [2], { role: 'part', part: 1 })
  const { changes } = planOf({ groups: others, aliases: [part, otherAlias] })
  expect(linesOf(changes)).toEqual(['deactivate 7 part-1-of-x (u2)'])
  expect(changes[0]).toMatchObject({ remove: [], takesAddressAway: false })
})

test('a part of a list that stays as it is loses its own address with its leavers', () => {
  const groups = [groupOf(1, 'a', [1, 2], { attributes: { cowherd: { enabled: 'ture' } } })]
  const address = 'part-1-of-x@example.org'
  const part = ownedOf(7, address, 1, [1, 3, address], { role: 'part', part: 1 })
  const { changes } = planOf({ groups, aliases: [part, ownedOf(8, 'a@example.org', 1, [1, 2])] })
  expect(linesOf(changes)).toEqual(['update 7 part-1-of-x [u1]'])
})
