import { expect, test } from 'vitest'
import { readMarkers } from '../marker/marker.ts'
import { ownedAliases } from '../target/owned.ts'
import { groupId } from '../testkit/people.ts'
import { ownedOf } from '../testkit/target.ts'
import { handOverChange, releaseChange } from './hand.ts'

const alias = ownedOf(7, 'a@example.org', 1, [1], { words: 'ask Ann ', role: 'adopted' })
const [slot] = ownedAliases([alias], 'main')
if (!slot) throw new Error('the alias is not ours')

test('a release by hand changes the marker and nothing else', () => {
  const change = releaseChange(slot)
  expect(change).toMatchObject({ action: 'release', id: 7, add: [], remove: [], takesAddressAway: false })
  expect(change?.after).toEqual({ ...change?.before, privateComment: 'ask Ann cowherd released' })
})

test('handing over changes the marker’s owner and nothing else', () => {
  const change = handOverChange(slot, 'other')
  expect(change).toMatchObject({ action: 'update', id: 7, add: [], remove: [] })
  expect(readMarkers(change?.after?.privateComment ?? '')).toEqual([
    { owner: 'other', group: groupId(1), role: 'adopted' },
  ])
  expect(change?.after?.privateComment.startsWith('ask Ann ')).toBe(true)
  expect(handOverChange(slot, 'main')).toBeUndefined()
})
