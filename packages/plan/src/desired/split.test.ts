import { expect, test } from 'vitest'
import { gotoOctets, gotoOctetsMax } from './octets.ts'
import { splitList } from './split.ts'

/** So many addresses of 250 octets each. */
const long = (count: number) =>
  Array.from({ length: count }, (_, index) => `u${String(index).padStart(5, '0')}@${'x'.repeat(238)}.test`)

test('a list is split into as few parts as hold it, each sorted and none too long, and nobody is lost', () => {
  const members = long(1000)
  const parts = splitList(members, 'all@example.org', 'name') ?? []
  expect(parts.map(({ address }) => address)).toEqual(
    [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `part-${number}-of-name@example.org`),
  )
  expect(Math.max(...parts.map((part) => gotoOctets(part.members)))).toBeLessThanOrEqual(gotoOctetsMax)
  for (const part of parts) expect(part.members).toEqual(part.members.toSorted())
  expect(parts.flatMap((part) => part.members).sort()).toEqual(members)
})

test('a list may have 64 parts, and no more', () => {
  expect(splitList(long(12_000), 'all@example.org', 'name')).toHaveLength(64)
  expect(splitList(long(17_000), 'all@example.org', 'name')).toBeUndefined()
})

test('a part that would be empty is not made, and the others keep their numbers', () => {
  const addresses = ['a@b.c', 'd@e.f', 'g@h.i', 'j@k.l'].map((member) =>
    (splitList([member], 'all@example.org', 'name') ?? []).map(({ address }) => address),
  )
  for (const one of addresses) expect(one).toHaveLength(1)
  expect(new Set(addresses.flat())).toEqual(
    new Set(['part-1-of-name@example.org', 'part-2-of-name@example.org']),
  )
})
