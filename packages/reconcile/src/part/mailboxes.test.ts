import { describe, expect, it } from 'vitest'
import { aliasOf } from '../testkit/aliases.ts'
import { groupIn } from '../testkit/groups.ts'
import { rulesOf } from '../testkit/people.ts'
import { createSite, listsOf, type SiteFacts, userOf } from '../testkit/site.ts'

const mailboxes = ['u1@example.org', 'u2@example.org', 'u3@example.org']
const aliasDomains = [{ name: 'alias.example', target: 'example.org' }]

async function remembered(facts: SiteFacts) {
  const site = createSite({ mailboxes, ...facts })
  await site.whole()
  return site
}

describe('whether somebody has a mailbox', () => {
  it('is asked for who is new in a list, and taken for granted for who is in it', async () => {
    const site = await remembered({ groups: [groupIn(1, { members: [1, 2] })] })
    site.groups = [groupIn(1, { members: [1, 2, 3, 4] })]
    await site.part([1])
    expect(site.asked.filter((what) => what.startsWith('mailbox'))).toEqual([
      'mailbox u3@example.org',
      'mailbox u4@example.org',
    ])
    expect(listsOf(site)).toEqual(['g1@example.org: u1 u2 u3'])
  })

  it('is asked once for a person in several lists', async () => {
    const site = await remembered({
      groups: [groupIn(1, { in: [2], members: [1] }), groupIn(2, { members: [2] })],
    })
    site.groups = [groupIn(1, { in: [2], members: [1, 3] }), groupIn(2, { members: [2] })]
    await site.part([1])
    expect(site.asked.filter((what) => what.startsWith('mailbox'))).toEqual(['mailbox u3@example.org'])
    expect(listsOf(site)).toEqual(['g1@example.org: u1 u3', 'g2@example.org: u1 u2 u3'])
  })

  it('decides nothing for who has none and is inactive, unaddressed or outside', async () => {
    const site = await remembered({ groups: [groupIn(1)] })
    site.users.set(7, userOf(7, { active: false }))
    site.users.set(8, userOf(8, { email: '' }))
    site.users.set(9, userOf(9, { email: 'x@elsewhere.test' }))
    site.groups = [groupIn(1, { members: [1, 7, 8, 9] })]
    await site.part([1])
    expect(site.asked.filter((what) => what.startsWith('mailbox'))).toEqual([])
    expect(listsOf(site)).toEqual(['g1@example.org: u1 x@elsewhere.test'])
  })

  it('is not taken for granted for who is in a list that keeps those who have none', async () => {
    const rules = rulesOf(
      'rules: [{match: {attributes: {keeps: true}}, members: {add: [u9@example.org], without_mailbox: keep}}]',
    )
    const keeps = { attributes: { keeps: true } }
    const site = await remembered({ groups: [groupIn(1, keeps), groupIn(2)], settings: { rules } })
    expect(listsOf(site)).toEqual(['g1@example.org: u1 u9', 'g2@example.org: u2'])
    site.groups = [groupIn(1, keeps), groupIn(2, { members: [1, 2, 9] })]
    await site.part([1, 2])
    expect(listsOf(site)).toEqual(['g1@example.org: u1 u9', 'g2@example.org: u1 u2'])
    site.groups = [groupIn(1, { members: [1, 9] }), groupIn(2)]
    await site.part([1, 2])
    expect(listsOf(site)).toEqual(['g1@example.org: u1', 'g2@example.org: u2'])
    expect((await site.whole()).results).toEqual([])
  })

  it('is not taken for granted for who stays in a list that kept those who have none, under its policy', async () => {
    const rules = rulesOf(`rules:
  - {match: {attributes: {keeps: true}}, policy: upsert-only, members: {add: [u9@example.org], without_mailbox: keep}}
  - {match: {group: g1}, policy: upsert-only}`)
    const keeps = groupIn(1, { attributes: { keeps: true } })
    const site = await remembered({ groups: [keeps, groupIn(2)], settings: { rules } })
    site.groups = [groupIn(1), groupIn(2)]
    await site.part([1])
    site.groups = [groupIn(1), groupIn(2, { members: [2, 9] })]
    await site.part([1, 2])
    expect(listsOf(site)).toEqual(['g1@example.org: u1 u9', 'g2@example.org: u2'])
  })

  it('is not taken for granted for who was in a list without one when all was read', async () => {
    const site = await remembered({ groups: [groupIn(1), groupIn(2)], settings: { policy: 'upsert-only' } })
    site.mailboxes.set('u1@example.org', false)
    await site.whole()
    site.groups = [groupIn(1), groupIn(2, { members: [1, 2] })]
    await site.part([1, 2])
    expect(listsOf(site)).toEqual(['g1@example.org: u1', 'g2@example.org: u2'])
  })

  it('does not matter in a domain whose mail is passed on', async () => {
    const relays = [{ name: 'example.org', active: true, relay: true, aliasesLeft: 9 }]
    const site = await remembered({ groups: [groupIn(1)], domains: relays })
    site.groups = [groupIn(1, { members: [1, 4] })]
    await site.part([1])
    expect(listsOf(site)).toEqual(['g1@example.org: u1 u4'])
  })

  it.each(['keep', 'drop'] as const)(
    'is asked of the domain that an alias domain stands for (outsiders: %s)',
    async (externalMembers) => {
      const site = await remembered({ groups: [groupIn(1)], aliasDomains, settings: { externalMembers } })
      site.users.set(7, userOf(7, { email: 'U2@alias.example' }))
      site.groups = [groupIn(1, { members: [1, 7] })]
      await site.part([1])
      expect(site.asked).toContain('mailbox u2@example.org')
      expect(listsOf(site)).toEqual(['g1@example.org: u1 u2@alias.example'])
      await site.part([1])
      expect((await site.whole()).results).toEqual([])
    },
  )

  it('counts as none while it takes no mail', async () => {
    const site = await remembered({ groups: [groupIn(1)] })
    site.mailboxes.set('u2@example.org', false)
    site.groups = [groupIn(1, { members: [1, 2] })]
    await site.part([1])
    expect(listsOf(site)).toEqual(['g1@example.org: u1'])
  })
})

describe('an alias that a person made', () => {
  const theirs = { goto: ['x@elsewhere.test'], privateComment: '' }

  it.each([
    ['in the domain itself', 'help@example.org', 'help@example.org'],
    ['seen through an alias domain', 'help@example.org', 'help@alias.example'],
    ['in the alias domain', 'help@alias.example', 'help@alias.example'],
  ])('is a place that mail is delivered to: %s', async (_, address, email) => {
    const site = await remembered({
      groups: [groupIn(1)],
      aliases: [aliasOf(9, { ...theirs, address })],
      aliasDomains,
    })
    site.users.set(7, userOf(7, { email }))
    site.groups = [groupIn(1, { members: [1, 7] })]
    await site.part([1])
    const list = [...site.server.aliases.values()].find((alias) => alias.address === 'g1@example.org')
    expect(list?.goto).toEqual([email, 'u1@example.org'])
    expect((await site.whole()).results).toEqual([])
  })

  it('takes the mail of a mailbox that takes none', async () => {
    const site = await remembered({
      groups: [groupIn(1)],
      aliases: [aliasOf(9, { ...theirs, address: 'u2@alias.example' })],
      aliasDomains,
    })
    site.mailboxes.set('u2@example.org', false)
    site.users.set(7, userOf(7, { email: 'u2@alias.example' }))
    site.groups = [groupIn(1, { members: [1, 7] })]
    await site.part([1])
    expect(listsOf(site)).toContain('g1@example.org: u1 u2@alias.example')
  })
})

describe('an alias of ours at the address of a person', () => {
  it('is no place that mail is delivered to, and is left alone', async () => {
    const groups = [
      groupIn(1, { members: [1] }),
      groupIn(2, { in: [1], members: [2] }),
      groupIn(3, { members: [3] }),
    ]
    const site = await remembered({ groups })
    const before = listsOf(site)
    site.users.set(7, userOf(7, { email: 'g2@example.org' }))
    site.users.set(8, userOf(8, { email: 'g3@example.org' }))
    site.groups = [groupIn(1, { members: [1, 7, 8] }), ...groups.slice(1)]
    const report = await site.part([1])
    expect(site.asked).toEqual(expect.arrayContaining(['find g2@example.org', 'find g3@example.org']))
    expect([report.results, report.plan.skipped]).toEqual([[], []])
    expect(listsOf(site)).toEqual(before)
  })
})

describe('a mailbox where a list belongs', () => {
  it('keeps a new list from being made', async () => {
    const site = await remembered({ groups: [groupIn(1)] })
    site.groups = [groupIn(1), groupIn(2, { name: 'u3', members: [2] })]
    const report = await site.part([2])
    expect(report.plan.conflicts).toMatchObject([{ address: 'u3@example.org' }])
    expect(report.results).toEqual([])
  })

  it('is seen through an alias domain, too', async () => {
    const site = await remembered({ groups: [groupIn(1)], aliasDomains })
    const attributes = { cowherd: { address: 'u3@alias.example' } }
    site.groups = [groupIn(1), groupIn(2, { attributes })]
    expect((await site.part([2])).plan.conflicts).toMatchObject([{ address: 'u3@alias.example' }])
  })

  it('is not taken for granted because somebody put the list’s address into a list', async () => {
    const site = await remembered({ groups: [groupIn(1, { members: [1] }), groupIn(2, { members: [2] })] })
    for (const [id, alias] of site.server.aliases) {
      site.server.aliases.set(id, { ...alias, goto: [...alias.goto, 'g2@example.org', 'new@example.org'] })
    }
    site.groups = [groupIn(1, { name: 'new', members: [1] }), groupIn(2, { members: [2, 3] })]
    const report = await site.part([1, 2])
    expect(report.plan.conflicts).toEqual([])
    expect(listsOf(site)).toEqual(['g2@example.org: u2 u3', 'new@example.org: u1'])
  })
})

describe('the catch-all of a domain', () => {
  it('of a person tells where the mail to an address goes that stops', async () => {
    const all = aliasOf(9, { address: '@example.org', goto: ['x@elsewhere.test'], privateComment: '' })
    const site = await remembered({ groups: [groupIn(1), groupIn(2)], aliases: [all] })
    site.groups = [groupIn(2)]
    const { results } = await site.part([-1])
    expect(results[0]?.change.reason).toMatch(/goes to the catch-all @example.org/)
  })

  it('of ours is left alone', async () => {
    const attributes = { cowherd: { address: '@example.org' } }
    const site = await remembered({
      groups: [groupIn(1), groupIn(2, { attributes }), groupIn(3, { in: [1] })],
    })
    site.groups = [groupIn(1, { members: [1, 2] }), groupIn(2, { attributes }), groupIn(3, { in: [1] })]
    await site.part([1])
    expect(listsOf(site)).toContain('@example.org: u2')
    site.groups = site.groups.slice(1)
    const { results } = await site.part([-1])
    expect(results).toMatchObject([
      { change: { reason: expect.stringMatching('goes to the catch-all @example.org') } },
    ])
    expect(listsOf(site)).toContain('@example.org: u2')
  })
})
