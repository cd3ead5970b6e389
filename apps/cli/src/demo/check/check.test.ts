import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Demo, openDemo } from '../open.ts'
import { aliasAt } from '../stage/stage.ts'
import { createDemoIo } from '../testkit.ts'
import { findDivergence } from './converged.ts'
import { watchForeign } from './foreign.ts'

describe('the checks', () => {
  let demo: Demo
  beforeAll(async () => {
    demo = await openDemo(createDemoIo().io, { authentik: 0, mailcow: 0 })
    await demo.stage.sync()
  })
  afterAll(() => demo.close())

  it('find nothing after a sync, and every way to be wrong afterwards', async () => {
    const { stage } = demo
    expect(await findDivergence(stage)).toEqual([])
    const row = aliasAt(stage, 'optics@fjord.example')
    if (!row) throw new Error('no alias')
    stage.mailcow.overwriteAlias(row.id, { goto: 'somebody@freemail.example' })
    expect(await findDivergence(stage)).toEqual([
      'update optics@fjord.example is still planned',
      'optics@fjord.example does not have the people of the group "Optics"',
    ])
    stage.mailcow.removeAlias(row.id)
    expect(await findDivergence(stage)).toEqual([
      'create optics@fjord.example is still planned',
      'the group "Optics" has no alias, and the plan does not say why',
    ])
    stage.mailcow.addAlias({
      address: 'ghost@fjord.example',
      goto: 'office@fjord.example',
      privateComment: 'cowherd owner=demo group=00000000-0000-4000-8000-000000000000',
    })
    expect(await findDivergence(stage)).toContain('ghost@fjord.example outlived its group')
  })

  it('notice one byte in an alias that is not ours, and its loss', () => {
    const { mailcow } = demo.stage
    const foreign = watchForeign(mailcow, ['info@fjord.example', 'sales@fjord.example'])
    const ids = ['info@fjord.example', 'sales@fjord.example'].map(
      (address) => aliasAt(demo.stage, address)?.id ?? 0,
    )
    expect(foreign.changed()).toEqual([])
    mailcow.overwriteAlias(ids[0] ?? 0, { publicComment: ' ' })
    expect(foreign.changed()).toEqual(['info@fjord.example'])
    foreign.accept('info@fjord.example')
    mailcow.removeAlias(ids[1] ?? 0)
    expect(foreign.changed()).toEqual(['sales@fjord.example'])
  })
})
