import { personalGroup } from '@cowherd/directory'
import { describe, expect, test } from 'vitest'
import { createPlan } from '../plan.ts'
import { applyChanges } from '../testkit/apply.ts'
import { groupId, groupOf, person, range } from '../testkit/people.ts'
import { type Case, heldLinesOf, inputOf, linesOf, planOf } from '../testkit/plan.ts'
import { noLimits, rulesOf } from '../testkit/settings.ts'
import { domainNamed, mailboxesTo, ownedOf } from '../testkit/target.ts'

const twoDomains = { domains: [domainNamed('example.org'), domainNamed('second.test')] }

/** A case under the rules of a file. */
function under(text: string, one: Case): Case {
  return { ...one, settings: { rules: rulesOf(text), thresholds: noLimits, ...one.settings } }
}

/** The case once its plan is carried out. */
function afterwards(one: Case): Case {
  const input = inputOf(one)
  return { ...one, aliases: applyChanges(input.target, createPlan(input).changes, 'main').aliases }
}

describe('the first rule that matches decides', () => {
  const rules = `rules:
  - match: {group: "x-*"}
    ignore: true
  - name: teams
    match: {group: ["t-*", "/^x/"]}
    address: "{slug}-team"`

  test('and a group that none matches is treated as without a file', () => {
    const groups = [
      groupOf(1, 'x-1', [1]),
      groupOf(2, 't-2', [2]),
      groupOf(3, 'c', [3]),
      groupOf(4, 'xy', [4]),
    ]
    const plan = planOf(under(rules, { groups }))
    expect(plan.changes.map(({ address, rule }) => [address, rule])).toEqual([
      ['c@example.org', 'group name'],
      ['t-2-team@example.org', 'teams'],
      ['xy-team@example.org', 'teams'],
    ])
    expect(plan.skipped).toEqual([
      { group: { id: groupId(1), name: 'x-1' }, reason: 'a rule says to ignore it' },
    ])
  })

  test('unless the group says otherwise', () => {
    const groups = [
      groupOf(1, 'x-1', [1], { attributes: { cowherd: { enabled: true } } }),
      groupOf(2, 't-2', [2], { attributes: { cowherd: { enabled: false } } }),
      groupOf(3, 't-3', [3], { attributes: { cowherd: { address: 'mine', internal: true } } }),
    ]
    const plan = planOf(under(rules, { groups }))
    expect(linesOf(plan.changes)).toEqual(['create new mine [u3]', 'create new x-1 [u1]'])
    expect(plan.changes[0]?.after?.flags.internal).toBe(true)
  })

  test('by attributes, ancestors, members and whether it is a superuser group', () => {
    const rules = `rules:
  - match: {superuser: true}
    address: root
  - match: {under: "Company *", has_members: true, attributes: {kind: [team, list], mail: {exists: true}}}
    address: "{parent}.{slug}"
  - ignore: true`
    const attributes = { kind: 'team', mail: 'yes' }
    const groups = [
      groupOf(1, 'Company A'),
      groupOf(2, 'Sales', [], { parents: [1] }),
      groupOf(3, 'Nord', [3], { parents: [2], attributes }),
      groupOf(4, 'Süd', [4], { parents: [2], attributes: { kind: 'team' } }),
      groupOf(5, 'West', [], { parents: [2], attributes }),
      groupOf(6, 'admins', [6], { superuser: true }),
    ]
    const { changes } = planOf(under(rules, { groups }))
    expect(linesOf(changes)).toEqual(['create new root [u6]', 'create new sales.nord [u3]'])
  })
})

describe('several addresses', () => {
  const rules = `rules:
  - address: ["{slug}", "{attributes.more}"]
    domain: served`
  const one: Case = under(rules, {
    groups: [groupOf(1, 'a', [1, 2], { attributes: { more: ['b', 'c@example.org'] } })],
    target: twoDomains,
  })

  test('are an alias each, in each domain, with the same members', () => {
    expect(linesOf(planOf(one).changes)).toEqual([
      'create new a [u1 u2]',
      'create new a@second.test [u1 u2]',
      'create new b [u1 u2]',
      'create new b@second.test [u1 u2]',
      'create new c [u1 u2]',
    ])
  })

  test('are in order once they are made', () => {
    const made = afterwards(one)
    expect(planOf(made).changes).toEqual([])
    expect(new Set(made.aliases?.map(({ privateComment }) => privateComment)).size).toBe(5)
  })

  test('keep their ids when they all move to another domain', () => {
    const made = afterwards(one)
    const moved = under(rules.replace('served', 'second.test'), {
      ...made,
      settings: {},
      groups: [groupOf(1, 'a', [1, 2], { attributes: { more: ['b', 'x@second.test'] } })],
    })
    expect(planOf(moved).changes.map(({ action }) => action)).toEqual(['deactivate', 'deactivate', 'rename'])
  })

  test('that are wanted no more are deactivated, and the others stay', () => {
    const made = afterwards(one)
    const fewer = { ...made, groups: [groupOf(1, 'a', [1, 2])] }
    const { changes } = planOf(fewer)
    expect(changes.map(({ action, address }) => `${action} ${address}`)).toEqual([
      'deactivate b@example.org',
      'deactivate b@second.test',
      'deactivate c@example.org',
    ])
    expect(changes[0]?.reason).toMatch(/an address that the group does not want any more/)
  })

  test('all stay, and lose leavers alone, while an attribute is wrong', () => {
    const made = afterwards(one)
    const wrong = { ...made, groups: [groupOf(1, 'a', [1, 3], { attributes: { more: [{ x: 1 }] } })] }
    const plan = planOf(wrong)
    expect(plan.changes.map(({ action, remove, add }) => [action, remove, add])).toEqual(
      Array(5).fill(['update', ['u2@example.org'], []]),
    )
    expect(new Set(plan.conflicts.map(({ code }) => code))).toEqual(new Set(['wrong-attribute']))
  })

  test('are taken by nobody else while an attribute is wrong', () => {
    const made = afterwards(one)
    const groups = [groupOf(1, 'a', [1], { attributes: { more: [{ x: 1 }] } }), groupOf(2, 'b', [2])]
    const plan = planOf({ ...made, groups })
    expect(plan.changes.map(({ action, add }) => [action, add])).toEqual(Array(5).fill(['update', []]))
    const taken = plan.conflicts.filter(({ code }) => code === 'held-by-group')
    expect(taken.map(({ address }) => address)).toEqual(['b@example.org', 'b@second.test'])
  })
})

test('500 aliases that a rule moves to another domain are renamed in place, which waits for a person', () => {
  const groups = range(1, 500).map((n) => groupOf(n, `g${n}`, [1]))
  const aliases = groups.map((group, index) => ownedOf(index + 1, `${group.name}@example.org`, index + 1))
  const moved = {
    ...{ groups, aliases, target: twoDomains },
    settings: { rules: rulesOf('rules: [{domain: second.test}]') },
  }
  const plan = planOf(moved)
  expect(plan.changes).toEqual([])
  expect(plan.held).toHaveLength(500)
  expect(plan.held.every(({ change }) => change.action === 'rename' && change.id !== undefined)).toBe(true)
  expect(heldLinesOf(plan)[0]).toMatch(/: removed-aliases$/)
})

describe('who is a member', () => {
  const members = (options: string) =>
    under(`rules: [{address: "{slug}", members: {${options}}}]`, {
      groups: [groupOf(1, 'a', [1, 2, 3]), groupOf(2, 'sub', [4], { parents: [1] })],
      people: [
        person(2, {
          email: 'two@elsewhere.test',
          attributes: { mail: ['u20@example.org', 'u21@example.org'] },
        }),
        person(3, { serviceAccount: true }),
        person(4, { email: 'nobody@example.org' }),
      ],
    })
  test.each([
    ['nested: false', ['two@elsewhere.test', 'u1']],
    ['external: drop', ['u1']],
    ['domains: [elsewhere.test]', ['two@elsewhere.test']],
    ['domains: served', ['u1']],
    ['service_accounts: include', ['two@elsewhere.test', 'u1', 'u3']],
    ['without_mailbox: keep', ['nobody', 'two@elsewhere.test', 'u1']],
    ['address_from: attributes.mail', ['u20', 'u21']],
    ['address_from: [email, attributes.mail]', ['two@elsewhere.test', 'u1', 'u20', 'u21']],
    ['add: [u9@example.org, no@example.org]', ['two@elsewhere.test', 'u1', 'u9']],
    ['leave_out: [u1, two@elsewhere.test], add: [u8@example.org]', ['u8']],
  ])('with %s', (options, expected) => {
    const change = planOf(members(options)).changes.find(({ address }) => address === 'a@example.org')
    expect(change?.after?.members.map((member) => member.replace('@example.org', ''))).toEqual(expected)
  })
})

test('a member whom a rule keeps without a mailbox is told, another list is not', () => {
  const rules = `rules:
  - match: {group: a}
    members: {add: [b@example.org, nobody@example.org], without_mailbox: keep}`
  const { warnings } = planOf(under(rules, { groups: [groupOf(1, 'a', [1]), groupOf(2, 'b', [2])] }))
  expect(warnings).toMatchObject([
    { code: 'kept-without-mailbox', message: expect.stringContaining('(nobody@example.org)') },
  ])
})

describe('how an alias is made', () => {
  test('follows its rule', () => {
    const rules = `rules:
  - {address: "{slug}", internal: true, sender_allowed: true, sogo_visible: false, public_comment: "to all", orphans: release}`
    const one = under(rules, { groups: [groupOf(1, 'a', [1])] })
    const [change] = planOf(one).changes
    expect(change?.after).toMatchObject({
      flags: { active: true, internal: true, senderAllowed: true, sogoVisible: false },
      publicComment: 'to all',
    })
    const left = { ...afterwards(one), groups: [], gone: [1] }
    expect(
      linesOf(planOf({ ...left, groups: [groupOf(2, 'other', [2])] }).held.map(({ change }) => change)),
    ).toEqual([])
    expect(linesOf(planOf({ ...left, groups: [groupOf(2, 'other', [2])] }).changes)).toContain(
      'release 1 a [u1]',
    )
  })

  test('and its policy', () => {
    const rules = `rules: [{match: {group: a}, policy: upsert-only}]`
    const one = under(rules, {
      groups: [groupOf(1, 'a', [1, 3]), groupOf(2, 'b', [2])],
      aliases: [ownedOf(7, 'a@example.org', 1, [1, 2]), ownedOf(8, 'b@example.org', 2, [2, 3])],
    })
    expect(linesOf(planOf(one).changes)).toEqual(['update 7 a [u1 u2 u3]', 'update 8 b [u2]'])
    expect(planOf(one).warnings).toMatchObject([{ code: 'policy-keeps-leavers' }])
  })

  test('nothing is made in a domain that is inactive or not served', () => {
    const rules = 'rules: [{domain: [second.test, third.test]}]'
    const target = { domains: [domainNamed('example.org'), domainNamed('second.test', { active: false })] }
    const { changes, conflicts } = planOf(under(rules, { groups: [groupOf(1, 'a', [1])], target }))
    expect(changes).toEqual([])
    expect(conflicts.map(({ code, address }) => `${code} ${address}`)).toEqual([
      'domain-inactive a@second.test',
      'domain-not-served a@third.test',
    ])
  })
})

describe('personal aliases', () => {
  const rules = `rules:
  - kind: user
    match: {attributes: {aliases: {exists: true}}}
    address: ["{attributes.aliases}", "{given}.{family}"]`
  const owner = person(7, { name: 'Ada de Ruiter', attributes: { aliases: ['ada', 'u7'] } })
  const other = person(8)
  const one = under(rules, {
    groups: [groupOf(1, 'list'), personalGroup(owner), personalGroup(other)],
    people: [owner, other],
  })

  test('lead to the mailbox of their user, which is no alias itself', () => {
    const plan = planOf(one)
    expect(linesOf(plan.changes)).toEqual(['create new ada.ruiter [u7]', 'create new ada [u7]'])
    expect(plan.changes[0]?.after?.privateComment).toMatch(/^cowherd owner=main user=7( address=2)?$/)
    expect([plan.conflicts, plan.skipped.filter(({ group }) => group.name !== 'list')]).toEqual([[], []])
  })

  test('follow a new name, and end with the attribute', () => {
    const made = afterwards(one)
    const married = { ...owner, name: 'Ada Berg' }
    const renamed = planOf({ ...made, people: [married, other] })
    expect(linesOf(renamed.changes)).toEqual(['rename 1 ada.berg [u7]'])
    const plain = { ...owner, attributes: {} }
    const ended = planOf({
      ...made,
      people: [plain, other],
      groups: [groupOf(1, 'list', [8]), personalGroup(plain), personalGroup(other)],
      aliases: [...(made.aliases ?? []), ownedOf(9, 'list@example.org', 1, [8])],
    })
    expect(ended.changes.map(({ action }) => action)).toEqual(['deactivate', 'deactivate'])
  })

  test('do not hide that a source without any group is a fault', () => {
    const made = afterwards(one)
    const plain = { ...owner, attributes: {} }
    const plan = planOf({ ...made, groups: [personalGroup(plain)], people: [plain] })
    expect(plan.changes).toEqual([])
    expect(heldLinesOf(plan)[0]).toMatch(/: empty-source/)
  })

  test('are not made where no group shows: one of those may have the address', () => {
    const plan = planOf(one)
    expect(planOf({ ...one, groups: [personalGroup(owner)] }).changes).toEqual([])
    expect(heldLinesOf(planOf({ ...one, groups: [personalGroup(owner)] }))).toEqual([
      'create new ada.ruiter [u7]: empty-source',
      'create new ada [u7]: empty-source',
    ])
    expect(plan.held).toEqual([])
  })

  test('never take an address that a group has', () => {
    const groups = [groupOf(1, 'ada', [8]), personalGroup(owner)]
    const plan = planOf({ ...one, groups, aliases: [ownedOf(3, 'ada@example.org', 1, [8])] })
    expect(linesOf(plan.changes)).toEqual(['create new ada.ruiter [u7]'])
    expect(plan.conflicts).toMatchObject([{ code: 'held-by-group', group: { id: 'user-7', name: 'u7' } }])
  })
})

describe('a list that is too long for one alias', () => {
  const many = range(1, 4_000)
  const rules = 'rules: [{large: split}]'
  const listOf = (count: number): Case =>
    under(rules, {
      groups: [groupOf(1, 'all', range(1, count))],
      target: { mailboxes: mailboxesTo(7_500) },
    })

  test('stays as it is unless its rule lets it be split', () => {
    const plan = planOf({ ...listOf(many.length), settings: { thresholds: noLimits } })
    expect(plan.conflicts).toMatchObject([{ code: 'too-large' }])
  })

  test('is made of hidden parts, which stand before the list names them', () => {
    const { changes } = planOf(listOf(many.length))
    expect(changes.map(({ action, address }) => `${action} ${address}`)).toEqual([
      'create part-1-of-000000000000@example.org',
      'create part-2-of-000000000000@example.org',
      'create all@example.org',
    ])
    expect(changes[2]?.dependsOn).toEqual([changes[0]?.address, changes[1]?.address])
    expect(changes[0]?.after?.flags).toMatchObject({
      internal: true,
      senderAllowed: false,
      sogoVisible: false,
    })
    const inParts = changes.slice(0, 2).flatMap(({ after }) => after?.members ?? [])
    expect(new Set(inParts).size).toBe(many.length)
    expect(inParts).toHaveLength(many.length)
  })

  test('changes one part for one leaver', () => {
    const made = afterwards(listOf(many.length))
    expect(planOf(made).changes).toEqual([])
    const { changes } = planOf({ ...made, groups: [groupOf(1, 'all', many.slice(1))] })
    expect(changes).toMatchObject([{ action: 'update', remove: ['u1@example.org'], add: [] }])
  })

  test('that grows into more parts, or shrinks into one alias, takes nobody out', () => {
    const made = afterwards(listOf(many.length))
    const grown = { ...made, groups: [groupOf(1, 'all', range(1, 7_400))] }
    const plan = planOf(grown)
    expect([plan.held, plan.changes.filter(({ remove }) => remove.length > 0)]).toEqual([[], []])
    expect(plan.changes.map(({ action }) => action)).toEqual([
      'create',
      'create',
      'update',
      'update',
      'update',
    ])
    const list = plan.changes.findIndex(({ address }) => address === 'all@example.org')
    expect(list).toBe(2)
    expect(planOf(afterwards(grown)).changes).toEqual([])

    const shrunk = { ...made, groups: [groupOf(1, 'all', range(1, 3_000))] }
    const back = planOf(shrunk)
    expect(back.changes.map(({ action, address }) => `${action} ${address}`)).toEqual([
      'update all@example.org',
      'deactivate part-1-of-000000000000@example.org',
      'deactivate part-2-of-000000000000@example.org',
    ])
    expect(back.changes.flatMap(({ remove }) => remove)).toHaveLength(1_000)
  })

  test('takes a part again that lost its marker and is as it was', () => {
    const made = afterwards(listOf(many.length))
    const [first, ...rest] = made.aliases ?? []
    const unmarked = first && {
      ...first,
      privateComment: 'by hand',
      flags: { ...first.flags, sogoVisible: true },
    }
    const lost = { ...made, aliases: [...(unmarked ? [unmarked] : []), ...rest] }
    const { changes } = planOf(lost)
    expect(changes).toMatchObject([{ action: 'adopt', id: first?.id, after: { flags: first?.flags } }])
    expect(changes[0]?.after?.privateComment).toBe(`by hand\n${first?.privateComment}`)
    expect(planOf(afterwards(lost)).changes).toEqual([])
  })

  test('is left as it is, but for leavers, where somebody else has the address of a part', () => {
    const made = afterwards(listOf(3_000))
    const foreign = { ...ownedOf(99, 'part-1-of-000000000000@example.org', 1), privateComment: '' }
    const plan = planOf({
      ...made,
      aliases: [...(made.aliases ?? []), foreign],
      groups: [groupOf(1, 'all', range(2, 4_000))],
    })
    expect(plan.changes).toMatchObject([{ action: 'update', remove: ['u1@example.org'], add: [] }])
    expect(plan.conflicts).toMatchObject([{ code: 'not-ours' }])
  })
})
