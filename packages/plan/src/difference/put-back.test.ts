import { describe, expect, test } from 'vitest'
import { ownMarker } from '../marker/marker.ts'
import { ownedAliases } from '../target/owned.ts'
import { groupId } from '../testkit/people.ts'
import { ownedOf } from '../testkit/target.ts'
import { contentOf } from './content.ts'
import { endHoldChange, holdChange } from './hand.ts'
import { putBackChange } from './put-back.ts'

const since = new Date('2026-11-24T12:34:56Z')
const slotOf = (alias: ReturnType<typeof ownedOf>) => {
  const [slot] = ownedAliases([alias], 'main')
  if (!slot) throw new Error('the alias is not ours')
  return slot
}
const orphaned = { orphan: { since: '2026-11-20', runs: 3 }, active: false, words: 'ask Ann ' }
const aliasNow = ownedOf(7, 'new@example.org', 1, [1], orphaned)
const aliasThen = ownedOf(7, 'old@example.org', 1, [1, 2])
const context = { owner: 'main', group: { id: groupId(1), name: 'A' }, since, why: 'put back' }

describe('putting back', () => {
  test('brings address, members and flags, keeps people’s words as they are, and puts on hold', () => {
    const past = contentOf(aliasThen)
    const change = putBackChange(slotOf(aliasNow), past, context)
    expect(change).toMatchObject({ action: 'reactivate', id: 7, address: 'old@example.org' })
    expect(change?.after).toEqual({
      ...past,
      privateComment: `ask Ann cowherd owner=main group=${groupId(1)} hold=2026-11-24T12:34Z`,
    })
  })

  test('of an alias that is gone makes it anew, with its comments', () => {
    const past = contentOf(aliasThen)
    const change = putBackChange(undefined, { ...past, publicComment: 'Devs' }, context)
    expect(change).toMatchObject({ action: 'create', id: undefined, after: { publicComment: 'Devs' } })
    expect(ownMarker(change?.after?.privateComment ?? '', 'main')?.hold).toBe('2026-11-24T12:34Z')
  })

  test('leaves out words that Mailcow does not take when an alias is made', () => {
    const past = contentOf(aliasThen)
    const change = putBackChange(undefined, { ...past, privateComment: 'long '.repeat(40) }, context)
    expect(change?.after?.privateComment).toBe(
      `cowherd owner=main group=${groupId(1)} hold=2026-11-24T12:34Z`,
    )
  })
})

test('a hold changes the marker and nothing else, and its end puts the marker back', () => {
  const slot = slotOf(ownedOf(7, 'a@example.org', 1, [1], { words: 'ask Ann ' }))
  const change = holdChange(slot, since)
  expect(change).toMatchObject({ action: 'update', add: [], remove: [], takesAddressAway: false })
  const held = slotOf({ ...slot.alias, privateComment: change?.after?.privateComment ?? '' })
  expect(held.marker).toEqual({ ...slot.marker, hold: '2026-11-24T12:34Z' })
  expect(holdChange(held, since)).toBeUndefined()
  expect(endHoldChange(held)?.after).toEqual(contentOf(slot.alias))
  expect(endHoldChange(slot)).toBeUndefined()
})
