import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupId } from '../testkit/people.ts'
import {
  formatMarker,
  isReleased,
  ownersIn,
  ownMarker,
  readMarkers,
  withMarker,
  withoutMarker,
} from './marker.ts'

const whole = formatMarker({
  ...{ owner: 'main', group: groupId(1), role: 'adopted', number: 2, part: 3, orphans: 'release' },
  ...{ hold: '2026-11-20T12:00Z', orphan: { since: '2026-11-24', runs: 7 } },
})
const user = formatMarker({ owner: 'other', group: 'user-7' })

/** Markers of which pieces were cut, doubled and mixed, among words of people. */
const comments = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...whole.split(' '),
        ...user.split(' '),
        whole,
        user,
        'cowherd released',
        ' ',
        '\n',
        '  ',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.tuple(fc.nat(whole.length), fc.nat(whole.length)).map((cut) => whole.slice(...cut)),
    ),
    { maxLength: 12 },
  )
  .chain((pieces) => fc.constantFrom(' ', '\n').map((between) => pieces.join(between)))

test('any comment has markers or none; what is read stands in it, and reads the same once written', () => {
  fc.assert(
    fc.property(comments, (comment) => {
      const markers = readMarkers(comment)
      for (const marker of markers) expect(readMarkers(formatMarker(marker))).toEqual([marker])
      expect(ownersIn(comment)).toEqual([...new Set(markers.map(({ owner }) => owner))])
      expect(ownMarker(comment, 'main') === undefined).toBe(
        markers.length === 0 || markers.some(({ owner }) => owner !== 'main'),
      )
    }),
    { numRuns: 1_000 },
  )
})

test('whatever a comment holds, it has one marker once it is written, and none once it is released', () => {
  const marker = { owner: 'main', group: groupId(9) }
  fc.assert(
    fc.property(comments, (comment) => {
      expect(readMarkers(withMarker(comment, marker))).toEqual([marker])
      expect(readMarkers(withoutMarker(comment))).toEqual([])
      expect(isReleased(withoutMarker(comment))).toBe(true)
    }),
    { numRuns: 1_000 },
  )
})

test('people’s words right behind a marker never become a part of it', () => {
  const marker = { owner: 'main', group: groupId(1) }
  const orphan = { since: '2026-11-24', runs: 7 }
  const comment = `${formatMarker({ ...marker, orphan })} orphans=release`
  expect(withMarker(comment, marker)).toBe(`${formatMarker(marker)}\n orphans=release`)
})

test('a comment of any length is read in no time', () => {
  for (const piece of [
    whole,
    `${whole} `,
    'cowherd owner=',
    `cowherd owner=${'a'.repeat(40)}`,
    ' orphans=release',
  ]) {
    const begun = performance.now()
    readMarkers(piece.repeat(70_000 / piece.length))
    expect(performance.now() - begun).toBeLessThan(2_000)
  }
})
