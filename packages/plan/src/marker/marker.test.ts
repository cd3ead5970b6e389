import { personalGroupId } from '@cowherd/directory'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { groupId } from '../testkit/people.ts'
import {
  formatMarker,
  isReleased,
  type Marker,
  onHold,
  ownersIn,
  ownMarker,
  readMarkers,
  withMarker,
  withoutMarker,
} from './marker.ts'

const digits = (length: number, of = '0123456789') =>
  fc.string({ unit: fc.constantFrom(...of), minLength: length, maxLength: length })

const markers: fc.Arbitrary<Marker> = fc
  .record({
    owner: fc.string({ unit: fc.constantFrom(...'abz09-'), minLength: 1, maxLength: 32 }),
    group: fc.oneof(fc.uuid(), fc.integer({ min: 1, max: 9_999_999_999 }).map(personalGroupId)),
    role: fc.option(fc.constantFrom('adopted' as const, 'former' as const, 'part' as const), {
      nil: undefined,
    }),
    number: fc.option(fc.integer({ min: 2, max: 999 }), { nil: undefined }),
    part: fc.option(fc.integer({ min: 1, max: 64 }), { nil: undefined }),
    orphans: fc.option(fc.constant('release' as const), { nil: undefined }),
    hold: fc.option(
      fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
      { nil: undefined },
    ),
    orphan: fc.option(
      fc.record({
        since: fc.tuple(digits(4), digits(2), digits(2)).map((parts) => parts.join('-')),
        runs: fc.nat({ max: 9999 }),
      }),
      { nil: undefined },
    ),
  })
  .map(({ owner, group, role, number, part, orphans, hold, orphan }) => ({
    owner,
    group,
    ...(role ? { role } : {}),
    ...(number && role !== 'part' ? { number } : {}),
    ...(part && role === 'part' ? { part } : {}),
    ...(orphans && role !== 'part' ? { orphans } : {}),
    // Nobody counts an alias on hold as an orphan.
    ...(hold ? { hold: `${hold.toISOString().slice(0, 16)}Z` } : orphan ? { orphan } : {}),
  }))

/** People's words: no marker, and not the words of a release. */
const words = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: fc.constantFrom(...'ab \n.,(-'), maxLength: 60 }),
  )
  .filter((text) => !text.includes('cowherd'))

const marker: Marker = { owner: 'main', group: groupId(1) }
const text = formatMarker(marker)

describe('a marker', () => {
  test('reads back as what was written', () => {
    fc.assert(
      fc.property(markers, (given) => {
        expect(readMarkers(formatMarker(given))).toEqual([given])
      }),
    )
  })

  test('fits the 160 octets of a comment, however long its parts', () => {
    const longest = formatMarker({
      owner: 'x'.repeat(32),
      group: groupId(1),
      role: 'adopted',
      number: 999,
      orphans: 'release',
      orphan: { since: '2026-11-24', runs: 9999 },
    })
    expect(Buffer.byteLength(longest)).toBeLessThanOrEqual(160)
    fc.assert(fc.property(markers, (given) => formatMarker(given).length <= 160))
  })

  test('is found anywhere among people’s words', () => {
    fc.assert(
      fc.property(words, markers, words, (before, given, after) => {
        expect(readMarkers(`${before} ${formatMarker(given)} ${after}`)).toEqual([given])
      }),
    )
  })

  test.each([
    ['in brackets', `(${text})`],
    ['before a comma', `${text}, ask Ann`],
    ['at the end of a sentence', `Made by ${text}.`],
    ['on a line of its own', `x\r\n${text}\r\ny`],
  ])('is found %s', (_, comment) => {
    expect(ownMarker(comment, 'main')).toEqual(marker)
  })

  test.each([
    ['an owner with capitals', text.replace('main', 'Main')],
    ['an owner of 33 letters', text.replace('main', 'x'.repeat(33))],
    ['a group that is no UUID', 'cowherd owner=main group=7'],
    ['a group that goes on', `${text}f`],
    ['a group that goes on after a hyphen', `${text}-f`],
    ['another word', `x${text}`],
    ['a line break in it', text.replace(' group', '\ngroup')],
  ])('is none with %s', (_, comment) => {
    expect(readMarkers(comment)).toEqual([])
  })

  test('without a count of runs was seen by none', () => {
    expect(readMarkers(`${text} orphan=2026-11-24`)).toEqual([
      { ...marker, orphan: { since: '2026-11-24', runs: 0 } },
    ])
  })

  test('with an unknown role has none', () => {
    expect(readMarkers(`${text} role=king`)).toEqual([marker])
  })
})

test('an alias that is put on hold is no orphan any more, and keeps what else its marker says', () => {
  fc.assert(
    fc.property(markers, (given) => {
      const { orphan: _, ...rest } = given
      const held = onHold(given, new Date('2026-11-24T12:34:56Z'))
      expect(held).toEqual({ ...rest, hold: '2026-11-24T12:34Z' })
      expect(readMarkers(formatMarker(held))).toEqual([held])
    }),
  )
})

describe('an alias is ours', () => {
  test('by our marker alone', () => {
    expect(ownMarker(text, 'main')).toEqual(marker)
    expect(ownMarker(text, 'other')).toBeUndefined()
    expect(ownMarker('', 'main')).toBeUndefined()
  })

  test('by the first of several of ours', () => {
    expect(ownMarker(`${text} ${formatMarker({ ...marker, group: groupId(2) })}`, 'main')).toEqual(marker)
  })

  test('never where another owner is named too', () => {
    const both = `${text}\n${formatMarker({ ...marker, owner: 'other' })}`
    expect(ownMarker(both, 'main')).toBeUndefined()
    expect(ownMarker(both, 'other')).toBeUndefined()
    expect(ownersIn(`${both}\n${text}`)).toEqual(['main', 'other'])
  })
})

describe('writing a marker', () => {
  test('keeps people’s words byte for byte', () => {
    fc.assert(
      fc.property(words, markers, (comment, given) => {
        const written = withMarker(comment, given)
        expect(written.startsWith(comment)).toBe(true)
        expect(written.slice(comment.length).trimStart()).toBe(formatMarker(given))
      }),
    )
  })

  test('puts it in the place of the old one, words on both sides kept', () => {
    fc.assert(
      fc.property(words, markers, markers, words, (before, old, given, after) => {
        const comment = (one: Marker) => `${before} ${formatMarker(one)}\n\n\n${after}`
        expect(withMarker(comment(old), given)).toBe(comment(given))
      }),
    )
  })

  test('twice is the same as once', () => {
    fc.assert(
      fc.property(words, markers, (comment, given) => {
        const once = withMarker(comment, given)
        expect(withMarker(once, given)).toBe(once)
        expect(readMarkers(once)).toEqual([given])
      }),
    )
  })

  test('makes one of several', () => {
    const given = { ...marker, group: groupId(3) }
    expect(withMarker(`a ${text} b ${text}\n${text} c`, given)).toBe(`a ${formatMarker(given)} b \n c`)
  })

  test('alone makes the whole comment where there was none', () => {
    expect(withMarker('', marker)).toBe(text)
  })
})

describe('a release', () => {
  test('leaves its words in the marker’s place', () => {
    expect(withoutMarker(`ask Ann\n${text} please`)).toBe('ask Ann\ncowherd released please')
    expect(isReleased(withoutMarker(text))).toBe(true)
    expect(isReleased(text)).toBe(false)
  })

  test('is undone by a new marker, words kept', () => {
    fc.assert(
      fc.property(words, markers, (comment, given) => {
        const ours = withMarker(comment, given)
        expect(withMarker(withoutMarker(ours), given)).toBe(ours)
      }),
    )
  })

  test('of an alias without a marker says so once', () => {
    expect(withoutMarker('ask Ann')).toBe('ask Ann\ncowherd released')
    expect(withoutMarker('ask Ann\ncowherd released')).toBe('ask Ann\ncowherd released')
  })
})
