import { describe, expect, test } from 'vitest'
import { desireState } from '../plan.ts'
import { directoryOf, groupId, groupOf } from '../testkit/people.ts'
import { settingsOf } from '../testkit/settings.ts'
import { aliasOf, ownedOf, targetOf } from '../testkit/target.ts'
import type { Alias } from './model.ts'
import { holdings, ownedAliases, unseenOwners } from './owned.ts'

const directory = directoryOf([groupOf(1, 'a', [1]), groupOf(2, 'b', [2]), groupOf(3, 'empty')])

function holdingsOf(aliases: readonly Alias[]) {
  const { owned, living } = desireState(directory, targetOf(aliases), settingsOf())
  const { current, others, byAliasId } = holdings(owned, living)
  return {
    current: [...current].map(([group, { alias }]) => [group, alias.id]),
    others: others.map(({ alias }) => alias.id),
    all: [...byAliasId.keys()],
  }
}

test('our aliases come in order of id, and nobody else’s with them', () => {
  const aliases = [
    ownedOf(9, 'b@example.org', 2),
    ownedOf(7, 'a@example.org', 1),
    aliasOf(8, 'c@example.org'),
    aliasOf(6, 'd@example.org', [1], { privateComment: `cowherd owner=other group=${groupId(1)}` }),
  ]
  expect(ownedAliases(aliases, 'main').map(({ alias }) => alias.id)).toEqual([7, 9])
})

describe('a group’s current alias', () => {
  test('is the one with the lowest id', () => {
    const found = holdingsOf([ownedOf(8, 'x@example.org', 1), ownedOf(7, 'y@example.org', 1)])
    expect(found).toMatchObject({ current: [[groupId(1), 7]], others: [8] })
  })

  test('is rather the one at the address that the group wants', () => {
    const found = holdingsOf([ownedOf(7, 'y@example.org', 1), ownedOf(8, 'a@example.org', 1)])
    expect(found).toMatchObject({ current: [[groupId(1), 8]], others: [7] })
  })

  test('stays the one at the address when a third one comes', () => {
    const aliases = [
      ownedOf(7, 'a@example.org', 1),
      ownedOf(8, 'x@example.org', 1),
      ownedOf(9, 'y@example.org', 1),
    ]
    expect(holdingsOf(aliases)).toMatchObject({ current: [[groupId(1), 7]], others: [8, 9] })
  })

  test('is no former address and no part of a list', () => {
    const found = holdingsOf([
      ownedOf(7, 'a@example.org', 1, [1], { role: 'former' }),
      ownedOf(8, 'b@example.org', 2, [2], { role: 'part' }),
      ownedOf(9, 'c@example.org', 2, [2], { role: 'adopted' }),
    ])
    expect(found).toEqual({ current: [[groupId(2), 9]], others: [7, 8], all: [7, 8, 9] })
  })

  test('is none where the group is empty or gone', () => {
    const found = holdingsOf([ownedOf(7, 'empty@example.org', 3), ownedOf(8, 'gone@example.org', 4)])
    expect(found).toMatchObject({ current: [], others: [7, 8] })
  })
})

test('groups that have an alias of ours and were not read are to be asked for, each once, in order', () => {
  const aliases = [
    ownedOf(7, 'x@example.org', 9),
    ownedOf(8, 'y@example.org', 5),
    ownedOf(9, 'z@example.org', 5),
    ownedOf(10, 'a@example.org', 1),
  ]
  expect(unseenOwners(aliases, 'main', directory)).toEqual([groupId(5), groupId(9)])
  expect(unseenOwners(aliases, 'other', directory)).toEqual([])
})

describe('parts of a list', () => {
  const address = 'part-1-of-x@example.org'
  const held = (...aliases: Alias[]) => {
    const { living } = desireState(directory, targetOf([]), settingsOf())
    const list = living.get(groupId(1))
    const withPart = new Map([
      ...living,
      ...(list ? [['part', { ...list, key: 'part', part: 1, address }] as const] : []),
    ])
    const { current, numbers, onHold } = holdings(ownedAliases(aliases, 'main'), withPart)
    return {
      current: [...current].map(([key, { alias }]) => [key, alias.id]),
      numbers: [...numbers.keys()],
      onHold: [...onHold],
    }
  }
  const own = ownedOf(7, 'a@example.org', 1)
  const part = (more: object = {}) => ownedOf(8, address, 1, [1], { role: 'part', part: 1, ...more })

  test('serve under their own addresses alone, and have no number', () => {
    expect(held(own, part()).current).toEqual([
      [groupId(1), 7],
      ['part', 8],
    ])
    expect(held(own, part()).numbers).toEqual([groupId(1), groupId(2)])
    const elsewhere = { ...part(), address: 'part-2-of-x@example.org' }
    expect(held(own, elsewhere).current).toEqual([[groupId(1), 7]])
    expect(held(own, { ...ownedOf(8, address, 1), id: 8 }).current).toEqual([[groupId(1), 7]])
  })

  test('that a person keeps, keep the whole list', () => {
    const hold = '2026-11-20T12:00Z'
    expect(held(own, part({ hold })).onHold).toEqual([groupId(1), 'part'])
    expect(held({ ...own, privateComment: `${own.privateComment} hold=${hold}` }, part()).onHold).toEqual([
      groupId(1),
    ])
    expect(held(own, part()).onHold).toEqual([])
  })
})

test('further aliases come to serve further addresses in order of their numbers', () => {
  const asked = groupOf(1, 'a', [1], { attributes: { cowherd: { addresses: ['x', 'y', 'z'] } } })
  const aliases = [
    ownedOf(7, 'old3@example.org', 1, [1], { number: 3 }),
    ownedOf(8, 'old2@example.org', 1, [1], { number: 2 }),
    ownedOf(9, 'old1@example.org', 1),
  ]
  const { owned, living } = desireState(directoryOf([asked]), targetOf(aliases), settingsOf())
  const { current, numbers, seconds } = holdings(owned, living)
  expect([...current.values()].map(({ alias }) => alias.id)).toEqual([9, 8, 7])
  expect([...numbers.values()]).toEqual([1, 2, 3])
  expect(seconds.size).toBe(0)
})
