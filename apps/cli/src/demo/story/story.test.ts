import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ForeignWatch, watchForeign } from '../check/foreign.ts'
import { type Demo, openDemo } from '../open.ts'
import { createDemoIo } from '../testkit.ts'
import { deletion } from './deletion.ts'
import { drift } from './drift.ts'
import { emptyDirectory } from './empty-directory.ts'
import { foreignEdit } from './foreign-edit.ts'
import { joiner } from './joiner.ts'
import { leaver } from './leaver.ts'
import { renaming } from './renaming.ts'
import type { Scene } from './scene.ts'
import { story } from './story.ts'
import { swap } from './swap.ts'

describe('the story', () => {
  let demo: Demo
  let foreign: ForeignWatch

  beforeAll(async () => {
    demo = await openDemo(createDemoIo().io, { authentik: 0, mailcow: 0 })
    const { company, mailcow } = demo.stage
    const byHand = company.aliases.filter(({ adoptable }) => !adoptable)
    foreign = watchForeign(
      mailcow,
      byHand.map(({ address }) => address),
    )
    await demo.stage.sync()
  })
  afterAll(() => demo.close())

  /** Aliases by local part, as the simulated server has them. */
  const aliases = () =>
    new Map(
      demo.stage.mailcow
        .aliases()
        .map(({ id, address, goto, active }) => [
          address.replace('@fjord.example', ''),
          { id, active, goto: goto.split(',') },
        ]),
    )
  const play = async (scene: Scene) => {
    expect(story).toContain(scene)
    const outcome = await scene.play(demo.stage, foreign)
    expect(outcome.ok).toBe(true)
    return outcome
  }

  it('puts a joiner into the alias of her team and those above it', async () => {
    await play(joiner)
    for (const list of ['web-platform', 'engineering', 'everyone']) {
      expect(aliases().get(list)?.goto).toContain('lea.sommer@fjord.example')
    }
    expect(aliases().get('firmware')?.goto).not.toContain('lea.sommer@fjord.example')
  })

  it('takes a leaver out of every alias', async () => {
    const before = aliases().get('project-aurora')?.goto ?? []
    await play(leaver)
    const after = aliases().get('project-aurora')?.goto ?? []
    const [gone, ...others] = before.filter((member) => !after.includes(member))
    expect(others).toEqual([])
    expect([...aliases().values()].flatMap(({ goto }) => goto)).not.toContain(gone)
  })

  it('keeps the alias of a renamed group', async () => {
    const before = aliases().get('help-desk')
    await play(renaming)
    expect(aliases().get('customer-support')).toEqual(before)
    expect(aliases().has('help-desk')).toBe(false)
  })

  it('exchanges the members of two groups that swap names', async () => {
    const before = aliases()
    await play(swap)
    const after = aliases()
    expect(after.get('assembly-line-1')?.goto).toEqual(before.get('assembly-line-2')?.goto)
    expect(after.get('assembly-line-2')?.goto).toEqual(before.get('assembly-line-1')?.goto)
    expect(after.get('assembly-line-1')?.goto).not.toEqual(before.get('assembly-line-1')?.goto)
  })

  it('deactivates the alias of a deleted group', async () => {
    expect(aliases().get('erp-move')?.active).toBe(1)
    await play(deletion)
    expect(aliases().get('erp-move')?.active).toBe(0)
  })

  it('takes back what somebody did to an alias of Cowherd', async () => {
    const before = aliases()
    const outcome = await play(drift)
    expect(outcome.became).toContain('is out again')
    expect(aliases()).toEqual(before)
  })

  it("leaves people's own aliases as they are", async () => {
    await play(foreignEdit)
    expect(aliases().get('info')?.goto).toContain('agency@press.example')
  })

  it('harms nothing while the directory reads as empty', async () => {
    const before = aliases()
    const { hits } = demo.stage.authentik.faults
    await play(emptyDirectory)
    expect(demo.stage.authentik.faults.hits).toBeGreaterThan(hits)
    expect(aliases()).toEqual(before)
  })
})
