import { describe, expect, test } from 'vitest'
import type { ListSettings } from '../desired/list-settings.ts'
import { groupOf } from '../testkit/people.ts'
import { memberSettingsOf } from '../testkit/settings.ts'
import { addressOf, aliasOf } from '../testkit/target.ts'
import { contentOf, minus, receivers, sameContent, sameFlags, sameList, servingContent } from './content.ts'

const flags = { active: true, internal: false, senderAllowed: false, sogoVisible: true }
const content = {
  ...{ address: 'a@example.org', members: ['b@x.test', 'c@x.test'], flags },
  ...{ privateComment: 'mine', publicComment: 'ours' },
}

test('an alias is compared with its members in lower case, each once, sorted', () => {
  expect(contentOf(aliasOf(7, 'a@example.org', ['C@x.test', 'b@X.test', 'c@x.test']))).toEqual({
    ...{ address: 'a@example.org', members: ['b@x.test', 'c@x.test'], flags },
    ...{ privateComment: '', publicComment: '' },
  })
})

test('an inactive alias, and none at all, reaches nobody; an alias never reaches itself', () => {
  expect(receivers(content)).toEqual(content.members)
  expect(receivers({ ...content, address: 'b@x.test' })).toEqual(['c@x.test'])
  expect(receivers({ ...content, flags: { ...flags, active: false } })).toEqual([])
  expect(receivers(undefined)).toEqual([])
})

describe('two contents are the same', () => {
  test('where everything is', () => {
    expect(sameContent(content, structuredClone(content))).toBe(true)
  })

  test.each([
    { address: 'b@example.org' },
    { members: ['b@x.test'] },
    { privateComment: '' },
    { publicComment: '' },
    { flags: { ...flags, active: false } },
    { flags: { ...flags, internal: true } },
    { flags: { ...flags, senderAllowed: true } },
    { flags: { ...flags, sogoVisible: false } },
  ])('but not with another %o', (part) => {
    expect(sameContent(content, { ...content, ...part })).toBe(false)
    if (part.flags) expect(sameFlags(flags, part.flags)).toBe(false)
  })

  test.each([
    [[], [], true],
    [['a'], ['a'], true],
    [['a'], [], false],
    [[], ['a'], false],
    [['a', 'b'], ['a', 'c'], false],
  ])('and lists %j and %j: %s', (a, b, same) => {
    expect(sameList(a, b)).toBe(same)
  })
})

test('what another list lacks is told in order', () => {
  expect(minus(['c', 'a', 'b'], ['a', 'x'])).toEqual(['c', 'b'])
})

describe('an alias that serves a list', () => {
  const settings: ListSettings = {
    flags: { internal: true, senderAllowed: true, sogoVisible: false },
    publicComment: undefined,
    policy: 'sync',
    orphans: 'retire',
    large: 'refuse',
    members: memberSettingsOf(),
  }
  const options = {
    ...{ desired: { group: groupOf(1, 'a'), part: undefined, settings }, owner: 'main', number: undefined },
    ...{ address: 'a@example.org', members: [addressOf(1)], base: undefined, adopted: false },
    absentFlags: [],
  }
  const marker = 'cowherd owner=main group=00000000-0000-4000-8000-000000000001'

  test('has the flags of the list, its marker and no words of its own', () => {
    expect(servingContent(options)).toEqual({
      ...{ address: 'a@example.org', members: [addressOf(1)], privateComment: marker, publicComment: '' },
      flags: { active: true, internal: true, senderAllowed: true, sogoVisible: false },
    })
  })

  test('keeps flags and words of the person who made it, and is put in use', () => {
    const base = { ...aliasOf(7, 'a@example.org', [2], { active: false }), publicComment: 'ours' }
    const adopted = servingContent({ ...options, base, adopted: true })
    expect(adopted).toMatchObject({ flags, publicComment: 'ours', privateComment: `${marker} role=adopted` })
  })

  test('leaves flags that the server does not have as they are, off where nothing stands', () => {
    const absentFlags = ['internal', 'sogoVisible'] as const
    expect(servingContent({ ...options, absentFlags }).flags).toMatchObject({
      ...{ internal: false, senderAllowed: true, sogoVisible: false },
    })
    const base = aliasOf(7, 'a@example.org', [2])
    expect(servingContent({ ...options, absentFlags, base }).flags.sogoVisible).toBe(true)
  })

  test('that has nobody but itself is out of use, with who was in it', () => {
    const base = aliasOf(7, 'a@example.org', [2])
    const alone = servingContent({ ...options, members: ['a@example.org'], base })
    expect([alone.members, alone.flags.active]).toEqual([[addressOf(2)], false])
    const nobody = servingContent({ ...options, members: ['a@example.org'] })
    expect([nobody.members, nobody.flags.active]).toEqual([[], false])
  })

  test('tells by its marker its number, its part, and that it is given back one day', () => {
    const release: ListSettings = { ...settings, orphans: 'release' }
    const told = (more: Partial<Parameters<typeof servingContent>[0]>) =>
      servingContent({ ...options, ...more }).privateComment.slice(marker.length)
    expect(told({ number: 1 })).toBe('')
    expect(told({ number: 2 })).toBe(' address=2')
    expect(told({ desired: { ...options.desired, settings: release } })).toBe(' orphans=release')
    expect(told({ desired: { ...options.desired, settings: release, part: 3 } })).toBe(' role=part part=3')
  })
})
