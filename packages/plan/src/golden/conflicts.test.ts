import { describe, expect, test } from 'vitest'
import { groupId, groupOf, person } from '../testkit/people.ts'
import { linesOf, planOf } from '../testkit/plan.ts'
import { noLimits } from '../testkit/settings.ts'
import { aliasOf, domainNamed, ownedOf } from '../testkit/target.ts'

const codesOf = ({ conflicts }: ReturnType<typeof planOf>) =>
  conflicts.map(({ code, group }) => `${code} ${group.name}`)

describe('two groups that want one address', () => {
  const groups = [groupOf(1, 'Team A', [1]), groupOf(2, 'team-a', [2, 3])]

  test('both go without it when none has it', () => {
    const plan = planOf({ groups })
    expect(plan.changes).toEqual([])
    expect(codesOf(plan)).toEqual(['wanted-twice Team A', 'wanted-twice team-a'])
    expect(plan.conflicts[0]?.reason).toBe('also wanted by "team-a"; none of them has it')
  })

  test('the one that has it keeps it and its updates, whatever the ids', () => {
    const plan = planOf({ groups, aliases: [ownedOf(7, 'team-a@example.org', 2, [2])] })
    expect(linesOf(plan.changes)).toEqual(['update 7 team-a [u2 u3]'])
    expect(codesOf(plan)).toEqual(['held-by-group Team A'])
    expect(plan.conflicts[0]?.reason).toBe('the group "team-a" has this address and keeps it')
  })

  test('the newcomer stays served under its old address', () => {
    const aliases = [ownedOf(7, 'team-a@example.org', 2, [2, 3]), ownedOf(8, 'old@example.org', 1, [4])]
    const plan = planOf({ groups, aliases, settings: { thresholds: noLimits } })
    expect(linesOf(plan.changes)).toEqual(['update 8 old [u1]'])
    expect(codesOf(plan)).toEqual(['held-by-group Team A'])
  })

  test('the other one gets it when one leaves', () => {
    const [first] = groups
    const plan = planOf({ groups: first ? [first] : [], aliases: [ownedOf(7, 'team-a@example.org', 2, [2])] })
    expect(linesOf(plan.changes)).toEqual(['update 7 team-a [u1]'])
    expect(plan.conflicts).toEqual([])
  })

  test('the other one gets it when one has nobody left in it', () => {
    const plan = planOf({ groups: [groupOf(1, 'Team A', [1]), groupOf(2, 'team-a')] })
    expect(linesOf(plan.changes)).toEqual(['create new team-a [u1]'])
  })
})

describe('two aliases with one group’s marker', () => {
  const groups = [groupOf(1, 'a', [1])]

  test('the one at the address serves it; the other is shown, and only leavers are taken out of it', () => {
    const aliases = [ownedOf(7, 'copy@example.org', 1, [1, 2]), ownedOf(8, 'a@example.org', 1, [1])]
    const plan = planOf({ groups, aliases })
    expect(linesOf(plan.changes)).toEqual(['update 7 copy [u1]'])
    expect(plan.warnings).toEqual([
      {
        code: 'second-alias',
        message: expect.stringContaining('give it back with: cowherd release copy@example.org'),
        address: 'copy@example.org',
        group: { id: groupId(1), name: 'a' },
      },
    ])
  })

  test('the lowest id serves it when neither is at the address', () => {
    const aliases = [ownedOf(8, 'y@example.org', 1, [1]), ownedOf(7, 'x@example.org', 1, [1])]
    const plan = planOf({ groups, aliases })
    expect(linesOf(plan.changes)).toEqual(['rename 7 a [u1]'])
    expect(plan.warnings.map(({ address }) => address)).toEqual(['y@example.org'])
  })

  test('one whose members all left stops', () => {
    const aliases = [ownedOf(7, 'copy@example.org', 1, [2]), ownedOf(8, 'a@example.org', 1, [1])]
    expect(linesOf(planOf({ groups, aliases }).changes)).toEqual(['deactivate 7 copy (u2)'])
  })
})

describe('an alias made by a person at the address', () => {
  const groups = [groupOf(1, 'a', [1, 2])]
  const equal = aliasOf(7, 'a@example.org', ['U2@Example.org', 1], { privateComment: 'by Ann' })
  const different = aliasOf(7, 'a@example.org', [1, 3])
  const inactive = aliasOf(7, 'a@example.org', [1, 2], { active: false })

  test.each([
    ['adopt: equal takes over what has the same members', 'equal', equal, ['adopt 7 a [u1 u2]']],
    ['adopt: equal leaves what has other members', 'equal', different, []],
    ['adopt: equal leaves what is inactive', 'equal', inactive, []],
    ['adopt: never leaves even what is equal', 'never', equal, []],
    ['adopt: always takes over what has other members', 'always', different, ['adopt 7 a [u1 u2]']],
    ['adopt: always takes over what is inactive', 'always', inactive, ['adopt 7 a [u1 u2]']],
  ] as const)('%s', (_, adopt, alias, lines) => {
    const plan = planOf({ groups, aliases: [alias], settings: { adopt } })
    expect(linesOf(plan.changes)).toEqual(lines)
    expect(codesOf(plan)).toEqual(lines.length > 0 ? [] : ['not-ours a'])
  })

  test('keeps its flags and its words when it is taken over', () => {
    const flags = { active: true, internal: true, senderAllowed: true, sogoVisible: false }
    const [change] = planOf({ groups, aliases: [{ ...equal, flags }] }).changes
    expect(change?.after?.flags).toEqual(flags)
    expect(change?.after?.privateComment).toBe(`by Ann\ncowherd owner=main group=${groupId(1)} role=adopted`)
  })

  test('is taken over on a person’s word, whatever the settings say', () => {
    const plan = planOf({
      groups,
      aliases: [different],
      adopt: ['a@example.org'],
      settings: { adopt: 'never' },
    })
    expect(linesOf(plan.changes)).toEqual(['adopt 7 a [u1 u2]'])
    expect(plan.changes[0]?.remove).toEqual(['u3@example.org'])
  })

  test('stops nothing else: the group’s own alias goes on under its old address', () => {
    const plan = planOf({ groups, aliases: [equal, ownedOf(8, 'old@example.org', 1, [1])] })
    expect(linesOf(plan.changes)).toEqual(['update 8 old [u1 u2]'])
    expect(codesOf(plan)).toEqual(['not-ours a'])
    expect(plan.conflicts[0]?.fix).toContain('cowherd adopt a@example.org')
  })
})

describe('never taken over by itself', () => {
  const groups = [groupOf(1, 'a', [1])]
  const settings = { adopt: 'always' } as const

  test('an alias that was released, unless a person asks for it', () => {
    const released = aliasOf(7, 'a@example.org', [1], { privateComment: 'by Ann\ncowherd released' })
    const plan = planOf({ groups, aliases: [released], settings })
    expect(plan.changes).toEqual([])
    expect(codesOf(plan)).toEqual(['released a'])
    const asked = planOf({ groups, aliases: [released], settings, adopt: ['a@example.org'] })
    expect(asked.changes[0]?.after?.privateComment).toMatch(/^by Ann\ncowherd owner=main \S+ role=adopted$/)
  })

  test.each([
    ['another owner’s alias', `cowherd owner=other group=${groupId(1)}`, 'other'],
    [
      'an alias with two owners’ markers',
      `cowherd owner=main group=${groupId(1)}\ncowherd owner=other group=${groupId(1)}`,
      'main, other',
    ],
  ])('%s, not even on a person’s word', (_, privateComment, owners) => {
    const aliases = [aliasOf(7, 'a@example.org', [1], { privateComment })]
    const plan = planOf({ groups, aliases, settings, adopt: ['a@example.org'] })
    expect(plan.changes).toEqual([])
    expect(codesOf(plan)).toEqual(['other-owner a'])
    expect(plan.conflicts[0]?.reason).toContain(owners)
  })
})

describe('a group that cannot have its address', () => {
  test.each([
    ['a mailbox', groupOf(1, 'u7', [1, 2]), 'is-mailbox'],
    ['a role address', groupOf(1, 'Postmaster', [1, 2]), 'role-address'],
    ['no letter or digit', groupOf(1, '🎉', [1, 2]), 'unnameable'],
    [
      'a foreign domain',
      groupOf(1, 'x', [1, 2], { attributes: { cowherd: { address: 'a@b.test' } } }),
      'domain-not-served',
    ],
    [
      'a wrong attribute',
      groupOf(1, 'x', [1, 2], { attributes: { cowherd: { address: 'a b' } } }),
      'wrong-attribute',
    ],
  ])('makes no alias: %s', (_, group, code) => {
    const plan = planOf({ groups: [group] })
    expect(plan.changes).toEqual([])
    expect(codesOf(plan)).toEqual([`${code} ${group.name}`])
    expect(plan.conflicts[0]?.fix).toMatch(/\w/)
  })

  test.each([
    ['loses leavers', [1, 3], ['update 7 old [u1]']],
    ['gains nobody', [1], []],
    ['stops when everybody left', [3], ['deactivate 7 old (u3)']],
  ])('keeps the alias it has: it %s', (_, stored, lines) => {
    const plan = planOf({
      groups: [groupOf(1, 'Postmaster', [1, 2])],
      aliases: [ownedOf(7, 'old@example.org', 1, stored)],
    })
    expect(linesOf(plan.changes)).toEqual(lines)
    expect(codesOf(plan)).toEqual(['role-address Postmaster'])
  })

  test('takes the alias’s own address out of its list, though a member has it', () => {
    const target = { domains: [domainNamed('example.org', { relay: true })], mailboxes: [] }
    const people = [person(2, { email: 'old@example.org' })]
    const aliases = [ownedOf(7, 'old@example.org', 1, [1, 'old@example.org'])]
    const plan = planOf({ groups: [groupOf(1, 'Postmaster', [1, 2])], people, aliases, target })
    expect(linesOf(plan.changes)).toEqual(['update 7 old [u1]'])
  })

  test('keeps it after a slip of the pen in the attribute that asked for it', () => {
    const groups = [groupOf(1, 'a', [1, 2], { attributes: { cowherd: { enabled: 'ture' } } })]
    const plan = planOf({
      groups,
      aliases: [ownedOf(7, 'a@example.org', 1, [1, 3])],
      settings: { groups: 'opt-in' },
    })
    expect(linesOf(plan.changes)).toEqual(['update 7 a [u1]'])
    expect(codesOf(plan)).toEqual(['wrong-attribute a'])
    expect(plan.conflicts[0]?.reason).toBe('wrong attributes: cowherd.enabled must be true or false')
  })

  test('does not put an inactive alias back in use', () => {
    const aliases = [ownedOf(7, 'old@example.org', 1, [1], { active: false })]
    const plan = planOf({ groups: [groupOf(1, 'Postmaster', [1, 2])], aliases })
    expect(plan.changes).toEqual([])
    expect(plan.unchanged).toBe(1)
  })

  test('may have a role address when it says so itself', () => {
    const groups = [groupOf(1, 'Mail people', [1], { attributes: { cowherd: { address: 'postmaster' } } })]
    expect(linesOf(planOf({ groups }).changes)).toEqual(['create new postmaster [u1]'])
  })

  test('goes without a new alias where the domain has no room, the last by address first', () => {
    const groups = [groupOf(1, 'c', [1]), groupOf(2, 'a', [1]), groupOf(3, 'b', [1])]
    const domains = [domainNamed('example.org', { aliasesLeft: 2 })]
    const plan = planOf({ groups, target: { domains } })
    expect(linesOf(plan.changes)).toEqual(['create new a [u1]', 'create new b [u1]'])
    expect(codesOf(plan)).toEqual(['alias-limit c'])
    expect(plan.conflicts[0]?.fix).toBe('raise the alias limit of example.org in Mailcow')
  })
})

describe('an alias limit', () => {
  test('does not stop renames, and counts an alias domain with the one it stands for', () => {
    const domains = [domainNamed('example.org', { aliasesLeft: 1 })]
    const aliasDomains = [{ name: 'alias.test', target: 'example.org' }]
    const groups = [
      groupOf(1, 'new', [1]),
      groupOf(2, 'b', [1]),
      groupOf(3, 'c', [1], { attributes: { cowherd: { address: 'c@alias.test' } } }),
    ]
    const plan = planOf({
      groups,
      aliases: [ownedOf(7, 'old@example.org', 1)],
      target: { domains, aliasDomains },
    })
    expect(linesOf(plan.changes)).toEqual(['create new b [u1]', 'rename 7 new [u1]'])
    expect(codesOf(plan)).toEqual(['alias-limit c'])
  })
})
