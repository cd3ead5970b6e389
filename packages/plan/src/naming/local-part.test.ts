import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normaliseLocalPart } from '../address/address.ts'
import { localPartFromName } from './local-part.ts'
import { isRoleLocalPart } from './reserved.ts'

const anyName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.string({ unit: fc.constantFrom(..."aZ9 ._-äß東🎉'/&\n"), maxLength: 400 }),
)

describe('a group’s name becomes a local part', () => {
  test.each([
    ['Team Berlin', 'team-berlin'],
    ['  two   blanks ', 'two-blanks'],
    ['R&D / Tools', 'r-d-tools'],
    ['Führung', 'fuehrung'],
    ['Bär, Köln, Öl, Über', 'baer-koeln-oel-ueber'],
    ['ÄRZTE', 'aerzte'],
    ['U\u0308bung', 'uebung'],
    ['straße', 'strasse'],
    ['Équipe', 'equipe'],
    ['Привет мир', 'privet-mir'],
    ['東京 Office', 'dong-jing-office'],
    ['party 🎉 people', 'party-people'],
    ["D'Artagnan", 'dartagnan'],
    ['first.last_name-x', 'first.last_name-x'],
    ['a - . - b', 'a.b'],
    ['...dots...', 'dots'],
    ['a@b', 'a-b'],
    ['a\u0000b', 'a-b'],
    ['line\nbreak', 'line-break'],
    ['ｆｕｌｌ', 'full'],
  ])('%j', (name, localPart) => {
    expect(localPartFromName(name)).toBe(localPart)
  })

  test('of at most 64 octets, with no hyphen or dot left at its end', () => {
    expect(localPartFromName('x'.repeat(300))).toBe('x'.repeat(64))
    expect(localPartFromName(`${'x'.repeat(63)} ${'y'.repeat(300)}`)).toBe('x'.repeat(63))
    expect(localPartFromName('東'.repeat(300))?.length).toBeLessThanOrEqual(64)
  })

  test('that Mailcow takes, whatever the name', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const localPart = localPartFromName(name)
        fc.pre(localPart !== undefined)
        expect(Buffer.byteLength(localPart)).toBeLessThanOrEqual(64)
        expect(normaliseLocalPart(localPart)).toBe(localPart)
      }),
    )
  })

  test('that yields itself again', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const localPart = localPartFromName(name)
        fc.pre(localPart !== undefined)
        expect(localPartFromName(localPart)).toBe(localPart)
      }),
    )
  })

  test.each(['', ' ', '🎉', '---', '._.', '\ud800'])(
    'or to nothing where no letter or digit is left: %j',
    (name) => {
      expect(localPartFromName(name)).toBeUndefined()
    },
  )
})

test.each(['postmaster', 'abuse', 'hostmaster', 'webmaster', 'security', 'info', 'noc'])(
  '%s is a role address',
  (localPart) => {
    expect(isRoleLocalPart(localPart)).toBe(true)
  },
)

test.each(['team', 'postmasters', 'my-info', ''])('%j is none', (localPart) => {
  expect(isRoleLocalPart(localPart)).toBe(false)
})
