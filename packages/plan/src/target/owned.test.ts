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
