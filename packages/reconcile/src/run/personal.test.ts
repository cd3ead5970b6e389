import { describe, expect, it } from 'vitest'
import { groupIn } from '../testkit/groups.ts'
import { rulesOf } from '../testkit/people.ts'
import { createSite, listsOf, type Site, userOf } from '../testkit/site.ts'

const rules = rulesOf(`rules:
  - kind: user
    match: {attributes: {nick: {exists: true}}}
    address: ["{attributes.nick}", "{given}.{family}"]`)
const ada = userOf(7, { name: 'Ada Berg', attributes: { nick: 'ada' } })

async function remembered(): Promise<Site> {
  const site = createSite({ groups: [groupIn(1, { members: [1, 7] })], settings: { rules } })
  site.users.set(7, ada)
  await site.whole()
  return site
}

describe('personal aliases after an event of their user', () => {
  it('follow a new address, name and attribute', async () => {
    const site = await remembered()
    expect(listsOf(site)).toEqual([
      'ada.berg@example.org: u7',
      'ada@example.org: u7',
      'g1@example.org: u1 u7',
    ])
    site.users.set(7, {
      ...ada,
      name: 'Ada Ruiter',
      email: 'x@example.org',
      attributes: { nick: ['ada', 'dr'] },
    })
    await site.part([], [7])
    expect(listsOf(site)).toEqual([
      'ada.ruiter@example.org: x',
      'ada@example.org: x',
      'dr@example.org: x',
      'g1@example.org: u1 x',
    ])
    expect((await site.whole()).results).toEqual([])
  })

  it('begin with the user, and are known from then on', async () => {
    const site = await remembered()
    site.users.set(8, userOf(8, { name: 'Bo', attributes: { nick: 'bo' } }))
    await site.part([], [8])
    expect(listsOf(site)).toContain('bo@example.org: u8')
    site.users.set(8, userOf(8, { name: 'Bo', attributes: { nick: 'bobo' } }))
    const { results } = await site.part([], [8])
    expect(results).toMatchObject([{ change: { action: 'rename' }, outcome: 'applied' }])
  })

  it('end at once with a user who is not there any more', async () => {
    const site = await remembered()
    site.users.delete(7)
    site.groups = [groupIn(1)]
    const { results } = await site.part([], [7])
    expect(results.map(({ change }) => change.action).sort()).toEqual(['deactivate', 'deactivate', 'update'])
    expect(listsOf(site)).toEqual(['g1@example.org: u1'])
  })

  it('stay where a user without an event was not found for the first time', async () => {
    const site = await remembered()
    site.users.delete(7)
    site.groups = [groupIn(1)]
    const { plan } = await site.whole()
    expect(plan.changes.map(({ address }) => address)).toEqual(['g1@example.org'])
    expect(plan.skipped.map(({ address }) => address)).toEqual(['ada.berg@example.org', 'ada@example.org'])
  })

  it('yield to a list that had the address first', async () => {
    const site = await remembered()
    site.users.set(7, { ...ada, attributes: { nick: 'g1' } })
    const { plan } = await site.part([], [7])
    expect(plan.conflicts).toMatchObject([{ code: 'held-by-group', group: { id: 'user-7' } }])
    site.groups = [groupIn(1, { name: 'other', members: [1, 7] })]
    await site.part([1])
    expect(listsOf(site)).toContain('g1@example.org: u7')
  })
})
