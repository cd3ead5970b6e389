import { describe, expect, it } from 'vitest'
import { groupIn } from '../testkit/groups.ts'
import { rulesOf } from '../testkit/people.ts'
import { createSite, listsOf } from '../testkit/site.ts'

const under = 'rules: [{match: {under: "Company *"}, address: "{slug}-team"}]'
const parent = 'rules: [{address: "{parent}.{slug}"}, {address: "{slug}"}]'

async function remembered(rules: string) {
  const groups = [groupIn(1, { name: 'Company A' }), groupIn(2, { in: [1] }), groupIn(3, { in: [2] })]
  const site = createSite({ groups, settings: { rules: rulesOf(rules) } })
  await site.whole()
  return site
}
const addressesOf = (site: Awaited<ReturnType<typeof remembered>>) =>
  listsOf(site).map((list) => list.replace(/@.*/, ''))

describe('rules that look at what a group is nested in', () => {
  it('are looked at anew for all that is nested in a group with an event', async () => {
    const site = await remembered(under)
    expect(addressesOf(site)).toEqual(['company-a', 'g2-team', 'g3-team'])
    site.groups = [groupIn(1, { name: 'Club' }), groupIn(2, { in: [1] }), groupIn(3, { in: [2] })]
    await site.part([1])
    expect(addressesOf(site)).toEqual(['club', 'g2', 'g3'])
    expect((await site.whole()).results).toEqual([])
  })

  it('are looked at anew where a group comes to another, or loses it', async () => {
    const site = await remembered(under)
    site.groups = [groupIn(1, { name: 'Company A' }), groupIn(2), groupIn(3, { in: [2] })]
    await site.part([2])
    expect(addressesOf(site)).toEqual(['company-a', 'g2', 'g3'])
    site.groups = [groupIn(1, { name: 'Company A' }), groupIn(2, { in: [1] }), groupIn(3, { in: [2] })]
    await site.part([2])
    expect(addressesOf(site)).toEqual(['company-a', 'g2-team', 'g3-team'])
    site.groups = [groupIn(2), groupIn(3, { in: [2] })]
    await site.part([-1])
    expect(addressesOf(site)).toEqual(['g2', 'g3'])
    expect((await site.whole()).results).toEqual([])
  })

  it('are looked at anew for the name of the one group that it is nested in', async () => {
    const site = await remembered(parent)
    site.groups = [groupIn(1, { name: 'Club' }), groupIn(2, { in: [1] }), groupIn(3, { in: [2] })]
    await site.part([1])
    expect(addressesOf(site)).toContain('club.g2')
    expect((await site.whole()).results).toEqual([])
  })

  it('cost nothing where no rule looks at it', async () => {
    const site = await remembered('rules: [{match: {group: "g*"}, address: "{slug}-x"}]')
    await site.part([1])
    expect(site.asked.filter((what) => /^(read|find) (?!@)/.test(what))).toEqual(['read 1'])
  })
})
