import { onHold, ownMarker, withMarker } from '@cowherd/plan'
import { describe, expect, it } from 'vitest'
import { groupIn } from '../testkit/groups.ts'
import { noon } from '../testkit/run.ts'
import { createSite, listsOf, type Site } from '../testkit/site.ts'

const since = noon
const both = [groupIn(1), groupIn(2)]

/** Puts an alias on hold, as a person's command does, past whatever runs. */
function hold({ server }: Site, id: number): void {
  const alias = server.aliases.get(id)
  const marker = alias && ownMarker(alias.privateComment, 'main')
  if (!alias || !marker) throw new Error('there is no such alias')
  server.aliases.set(id, {
    ...alias,
    privateComment: withMarker(alias.privateComment, onHold(marker, since)),
  })
}

async function held() {
  const site = createSite({ groups: both })
  await site.whole()
  hold(site, 1)
  return site
}

const changed = [groupIn(1, { members: [8] }), groupIn(2, { members: [9] })]
const kept = ['g1@example.org: u1', 'g2@example.org: u9']

describe('an alias on hold', () => {
  it('is left as it is by runs over a part, and the others follow', async () => {
    const site = await held()
    site.groups = changed
    const { plan } = await site.part([1, 2])
    expect(listsOf(site)).toEqual(kept)
    expect(plan.warnings.map(({ code }) => code)).toEqual(['on-hold', 'on-hold-leavers'])
  })

  it('is left as it is by a sweep', async () => {
    const site = await held()
    site.groups = changed
    await site.whole()
    expect(listsOf(site)).toEqual(kept)
  })

  it('is left as it is where its group’s deletion is reported', async () => {
    const site = await held()
    site.groups = both.slice(1)
    await site.part([-1])
    expect(listsOf(site)).toEqual(['g1@example.org: u1', 'g2@example.org: u2'])
  })

  it('is obeyed by a run that read it before it was on hold', async () => {
    let looked = false
    const site: Site = createSite({
      groups: both,
      context: { concurrency: 1 },
      server: {
        onLook: ({ of }) => {
          if (!looked && of === 1) {
            looked = true
            hold(site, 1)
          }
        },
      },
    })
    await site.whole()
    looked = false
    site.groups = changed
    const { results } = await site.whole()
    expect(listsOf(site)).toEqual(kept)
    expect(results.map(({ outcome }) => outcome)).toEqual(['failed', 'applied'])
  })

  it('is told of with who put it on hold and why, where that is remembered', async () => {
    const site = await held()
    await site.context.memory.rememberAliasHold(1, { by: 'ann', reason: 'elections' })
    const [warning] = (await site.part([1])).plan.warnings
    expect(warning?.message).toContain('by ann: elections')
  })
})
