import { describe, expect, test } from 'vitest'
import { directoryOf, groupOf, person, range } from '../testkit/people.ts'
import { linesOf, planOf } from '../testkit/plan.ts'
import { noLimits } from '../testkit/settings.ts'
import { addressOf, aliasOf, mailboxesTo, ownedOf } from '../testkit/target.ts'

describe('members', () => {
  test('come from nested groups too, each person once, by diamonds and circles', () => {
    const groups = [
      groupOf(1, 'top', [1], { parents: [4] }),
      groupOf(2, 'left', [2], { parents: [1] }),
      groupOf(3, 'right', [2, 3], { parents: [1] }),
      groupOf(4, 'bottom', [4], { parents: [2, 3] }),
    ]
    const plan = planOf({ groups })
    expect(linesOf(plan.changes)).toEqual([
      'create new bottom [u1 u2 u3 u4]',
      'create new left [u1 u2 u3 u4]',
      'create new right [u1 u2 u3 u4]',
      'create new top [u1 u2 u3 u4]',
    ])
    expect(plan.warnings.map(({ code }) => code)).toEqual(['nesting-cycle'])
  })

  test('are lower case, in punycode, each address once, sorted', () => {
    const people = [
      person(1, { email: 'U9@Example.ORG' }),
      person(2, { email: ' u9@example.org ' }),
      person(3, { email: 'x@Bücher.test' }),
    ]
    const plan = planOf({ groups: [groupOf(1, 'a', [3, 2, 1])], people })
    expect(plan.changes[0]?.after?.members).toEqual(['u9@example.org', 'x@xn--bcher-kva.test'])
  })

  test('equal a stored list in any case and order', () => {
    const aliases = [ownedOf(7, 'a@example.org', 1, ['U2@EXAMPLE.org', 1])]
    expect(planOf({ groups: [groupOf(1, 'a', [1, 2])], aliases }).changes).toEqual([])
  })

  test('never hold the alias’s own address, even where it stays at an old one', () => {
    const people = [person(1, { email: 'a@example.org' }), person(2, { email: 'old@example.org' })]
    const target = { mailboxes: [{ address: 'old@example.org', receives: true }, ...mailboxesTo(3)] }
    const plan = planOf({ groups: [groupOf(1, 'a', [1, 2, 3])], people, target })
    expect(linesOf(plan.changes)).toEqual(['create new a [old u3]'])

    const taken = aliasOf(8, 'a@example.org', [3])
    const relayed = {
      domains: [{ name: 'example.org', active: true, relay: true, aliasesLeft: 9 }],
      mailboxes: [],
    }
    const own = ownedOf(7, 'old@example.org', 1, [3])
    const stay = planOf({ groups: [groupOf(1, 'a', [2, 3])], people, aliases: [taken, own], target: relayed })
    expect(stay.changes).toEqual([])
    const alone = planOf({ groups: [groupOf(1, 'a', [2])], people, aliases: [taken, own], target: relayed })
    expect(linesOf(alone.changes)).toEqual(['deactivate 7 old (u3)'])
  })

  test('leave a list’s own address out of what counts as people', () => {
    const aliases = [ownedOf(7, 'a@example.org', 1, [1, 'a@example.org'])]
    const [change] = planOf({ groups: [groupOf(1, 'a', [1])], aliases }).changes
    expect(change).toMatchObject({ remove: [], membersBefore: 1, after: { members: ['u1@example.org'] } })
  })
})

describe('flags', () => {
  test('that somebody changed are set back, and the plan says so', () => {
    const alias = ownedOf(7, 'a@example.org', 1)
    const drifted = { ...alias, flags: { ...alias.flags, internal: true } }
    const { changes } = planOf({ groups: [groupOf(1, 'a', [1])], aliases: [drifted] })
    expect(changes[0]?.reason).toBe(
      'differs from the group: flags (changed by somebody else, or a new setting)',
    )
    expect(changes[0]?.after?.flags.internal).toBe(false)
  })

  test('that this Mailcow does not have are never compared', () => {
    const alias = ownedOf(7, 'a@example.org', 1)
    const settings = { flags: { internal: true, senderAllowed: true, sogoVisible: true } }
    const one = { groups: [groupOf(1, 'a', [1])], aliases: [alias], settings }
    expect(planOf({ ...one, target: { absentFlags: ['internal', 'senderAllowed'] } }).changes).toEqual([])
    expect(linesOf(planOf({ ...one, target: { absentFlags: ['internal'] } }).changes)).toHaveLength(1)
    const created = planOf({ ...one, aliases: [], target: { absentFlags: ['internal'] } })
    expect(created.changes[0]?.after?.flags).toEqual({
      active: true,
      internal: false,
      senderAllowed: true,
      sogoVisible: true,
    })
  })
})

describe('a group of', () => {
  const sized = (count: number, stored = 0) =>
    planOf({
      groups: [groupOf(1, 'all', range(1, count))],
      people: range(1, count).map((id) => person(id, { email: `somebody${id}@example.org` })),
      aliases:
        stored > 0
          ? [
              ownedOf(
                7,
                'all@example.org',
                1,
                range(1, stored).map((id) => `somebody${id}@example.org`),
              ),
            ]
          : [],
      target: {
        mailboxes: range(1, count).map((id) => ({ address: `somebody${id}@example.org`, receives: true })),
      },
      settings: { thresholds: noLimits },
    })

  test('900 members gets its alias without a word', () => {
    const plan = sized(900)
    expect(plan.changes[0]?.add).toHaveLength(900)
    expect(plan.warnings).toEqual([])
  })

  test('2,000 members gets its alias, with a warning of Postfix’s limit', () => {
    const plan = sized(2000)
    expect(plan.changes[0]?.add).toHaveLength(2000)
    expect(plan.warnings).toMatchObject([
      { code: 'many-recipients', message: expect.stringContaining('2000 members') },
    ])
  })

  test('4,000 members is refused with its size, and keeps the alias that it has', () => {
    expect(sized(4000).changes).toEqual([])
    const plan = sized(4000, 2500)
    expect(plan.changes).toEqual([])
    expect(plan.unchanged).toBe(1)
    expect(plan.conflicts).toMatchObject([
      { code: 'too-large', reason: 'its 4000 members need 98892 octets and Mailcow stores 65535' },
    ])
  })
})

test('additions that no longer fit beside leavers who are held, or kept by the policy, wait', () => {
  const people = range(1, 4400).map((id) => person(id, { email: `somebody${id}@elsewhere.test` }))
  const stored = range(1, 2200).map((id) => `somebody${id}@elsewhere.test`)
  const one = {
    groups: [groupOf(1, 'all', range(2201, 4400))],
    people,
    aliases: [ownedOf(7, 'all@example.org', 1, stored)],
  }
  expect(planOf(one)).toMatchObject({ changes: [], held: [{ part: undefined }] })
  expect(planOf({ ...one, settings: { policy: 'upsert-only' } })).toMatchObject({ changes: [], held: [] })
})

test('a user who belongs to no group is in no list', () => {
  const { users } = directoryOf([groupOf(1, 'a', [1])], [person(2)])
  expect(users.size).toBe(2)
  const plan = planOf({ groups: [groupOf(1, 'a', [1])], people: [person(2)] })
  expect(plan.changes[0]?.after?.members).toEqual([addressOf(1)])
})
