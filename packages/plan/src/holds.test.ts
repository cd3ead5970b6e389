import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { onHold, ownMarker, readMarkers, withMarker } from './marker/marker.ts'
import type { Alias } from './target/model.ts'
import { groupOf } from './testkit/people.ts'
import { linesOf, planOf } from './testkit/plan.ts'
import { inputOfWorld, replay } from './testkit/replay.ts'
import { aliasOf, ownedOf } from './testkit/target.ts'
import { type World, worlds } from './testkit/world.ts'

vi.setConfig({ testTimeout: 60_000 })

const hold = '2026-11-20T12:00Z'
const codesOf = (one: Parameters<typeof planOf>[0]) => planOf(one).warnings.map(({ code }) => code)

/** The world with each third alias of ours on hold. */
function withHolds(world: World): World {
  const aliases = world.target.aliases.map((alias): Alias => {
    const marker = ownMarker(alias.privateComment, world.settings.owner)
    if (!marker || alias.id % 3 !== 0) return alias
    const held = onHold(marker, new Date(hold))
    return { ...alias, privateComment: withMarker(alias.privateComment, held) }
  })
  return { ...world, target: { ...world.target, aliases } }
}

describe('for every directory, target and settings', () => {
  test('an alias on hold stays as it is, whatever is approved, and no step is forbidden', () => {
    fc.assert(
      fc.property(worlds, fc.boolean(), (world, approved) => {
        const held = withHolds(world)
        const kept = held.target.aliases.filter(({ privateComment }) => privateComment.includes(' hold='))
        const { target, next } = replay(inputOfWorld(held), { approved })
        for (const alias of kept) {
          expect(target.aliases).toContainEqual(alias)
          expect(next.changes.filter(({ id }) => id === alias.id)).toEqual([])
        }
      }),
      { numRuns: fc.readConfigureGlobal().numRuns ?? 250 },
    )
  })

  test('each alias on hold is told of', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const held = withHolds(world)
        const told = replay(inputOfWorld(held), { approved: false }).plan.warnings
        for (const { address, privateComment } of held.target.aliases) {
          if (!ownMarker(privateComment, world.settings.owner)?.hold) continue
          expect(told).toContainEqual(expect.objectContaining({ code: 'on-hold', address }))
        }
      }),
      { numRuns: fc.readConfigureGlobal().numRuns ?? 100 },
    )
  })
})

describe('an alias on hold', () => {
  const groups = [groupOf(1, 'A', [1, 3]), groupOf(2, 'B', [2, 4])]
  const aliases = [ownedOf(7, 'a@example.org', 1, [1, 2], { hold }), ownedOf(8, 'b@example.org', 2, [2])]

  test('never stops the others', () => {
    expect(linesOf(planOf({ groups, aliases }).changes)).toEqual([
      'update 8 b@example.org [u2 u4]'.replace('@example.org', ''),
    ])
  })

  test('is told of with its age, who does not get its mail, and who goes on getting it', () => {
    const { warnings } = planOf({ groups, aliases })
    expect(warnings.filter(({ code }) => code.startsWith('on-hold'))).toEqual([
      {
        ...{ code: 'on-hold', address: 'a@example.org', group: { id: groups[0]?.id, name: 'A' } },
        message:
          'a@example.org is on hold since 2026-11-20T12:00Z (4 days). It stays as it is, and u3@example.org do not receive its mail; end the hold with: cowherd hold a@example.org --end',
      },
      {
        ...{ code: 'on-hold-leavers', address: 'a@example.org', group: { id: groups[0]?.id, name: 'A' } },
        message:
          'a@example.org is on hold and goes on reaching people who are not in its group: u2@example.org.',
      },
    ])
  })

  test.each([
    ['is renamed', [groupOf(1, 'Z', [1])], []],
    ['is gone', [], [1]],
    ['is empty', [groupOf(1, 'A', [])], []],
  ])('stays where its group %s, by night too', (_, present, gone) => {
    const one = { groups: present, aliases: [ownedOf(7, 'a@example.org', 1, [1, 2], { hold })], gone }
    expect(planOf({ ...one, nightly: true }).changes).toEqual([])
    expect(codesOf(one)).toContain('on-hold-leavers')
  })

  test('keeps another group from its address, which is a conflict', () => {
    const one = {
      groups: [groupOf(2, 'A', [2])],
      aliases: [ownedOf(7, 'a@example.org', 1, [1], { hold })],
      gone: [1],
    }
    const { changes, conflicts } = planOf(one)
    expect(changes).toEqual([])
    expect(conflicts).toMatchObject([
      {
        code: 'on-hold',
        address: 'a@example.org',
        fix: 'end the hold with: cowherd hold a@example.org --end',
      },
    ])
  })

  test('holds a group that it exchanges its address with', () => {
    const one = {
      groups: [groupOf(1, 'B', [1]), groupOf(2, 'A', [2])],
      aliases: [ownedOf(7, 'a@example.org', 1, [1], { hold }), ownedOf(8, 'b@example.org', 2, [2])],
    }
    expect(planOf(one).changes).toEqual([])
    expect(planOf(one).conflicts.map(({ code }) => code)).toEqual(['on-hold'])
  })

  test('of another owner is nothing to us', () => {
    const privateComment = `cowherd owner=other group=${groups[0]?.id} hold=${hold}`
    expect(codesOf({ groups, aliases: [aliasOf(9, 'x@example.org', [1], { privateComment })] })).toEqual([])
  })

  test('follows its group again once its marker says nothing of a hold', () => {
    const [marker] = readMarkers(aliases[0]?.privateComment ?? '')
    expect(marker?.hold).toBe(hold)
    const ended = [ownedOf(7, 'a@example.org', 1, [1, 2])]
    expect(linesOf(planOf({ groups: groups.slice(0, 1), aliases: ended }).changes)).toEqual([
      'update 7 a [u1 u3]',
    ])
  })
})
