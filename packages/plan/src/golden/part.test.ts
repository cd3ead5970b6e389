import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { approvePlan, createPlan, desireState } from '../plan.ts'
import { ownedAliases } from '../target/owned.ts'
import { groupId, groupOf, range } from '../testkit/people.ts'
import { type Case, heldLinesOf, inputOf, linesOf } from '../testkit/plan.ts'
import { inputOfWorld } from '../testkit/replay.ts'
import { noLimits } from '../testkit/settings.ts'
import { ownedOf } from '../testkit/target.ts'
import { worlds } from '../testkit/world.ts'

/** The plan for some groups of a case, by number, with what the whole target is said to hold. */
function partOf(one: Case, groups: readonly number[], owned = { aliases: 100, memberships: 1000 }) {
  return createPlan({ ...inputOf(one), part: { groups: new Set(groups.map(groupId)), owned } })
}

describe('a plan for a part', () => {
  test('makes the lists of its groups alone, of the members of all', () => {
    const groups = [groupOf(1, 'a', [1]), groupOf(2, 'b', [2], { parents: [1] })]
    expect(linesOf(partOf({ groups }, [1]).changes)).toEqual(['create new a [u1 u2]'])
  })

  test('never touches the alias of a group outside it, wherever it was met', () => {
    const groups = [
      groupOf(1, 'new', [1]),
      groupOf(2, 'b', [2], { parents: [1] }),
      groupOf(3, 'rest', [3], { attributes: { cowherd: { address: '@example.org' } } }),
    ]
    const aliases = [
      ownedOf(7, 'old@example.org', 1, [1]),
      ownedOf(8, 'b@example.org', 2, [9]),
      ownedOf(9, '@example.org', 3, [9]),
      ownedOf(10, 'unread@example.org', 4, [9]),
    ]
    const plan = partOf({ groups, aliases }, [1])
    expect(linesOf(plan.changes)).toEqual(['rename 7 new [u1 u2]'])
    expect([...plan.held, ...plan.skipped]).toEqual([])
  })

  test('does not take over the alias of a group outside it', () => {
    const groups = [groupOf(1, 'b', [1]), groupOf(2, 'other', [2])]
    const plan = partOf({ groups, aliases: [ownedOf(8, 'b@example.org', 2, [2])] }, [1])
    expect(plan.changes).toEqual([])
    expect(plan.conflicts.map(({ address }) => address)).toEqual(['b@example.org'])
  })

  test('is judged by what the whole target holds', () => {
    const one = { groups: [groupOf(1, 'new', [1])], aliases: [ownedOf(7, 'old@example.org', 1, [1])] }
    const strict = { ...one, settings: { thresholds: { ...noLimits, removedAliases: 0.2, floor: 0 } } }
    expect(heldLinesOf(partOf(strict, [1], { aliases: 4, memberships: 4 }))).toHaveLength(1)
    expect(heldLinesOf(partOf(strict, [1], { aliases: 5, memberships: 5 }))).toEqual([])
  })

  test('is a first run only where the whole target has no alias of ours', () => {
    const one = { groups: range(1, 21).map((n) => groupOf(n, `l${n}`, [1])), settings: { groups: undefined } }
    expect(partOf(one, range(1, 21), { aliases: 0, memberships: 0 }).held).toHaveLength(21)
    expect(partOf(one, range(1, 21), { aliases: 1, memberships: 1 }).held).toEqual([])
  })

  test('of no group changes nothing and holds nothing', () => {
    const plan = partOf({ aliases: [ownedOf(7, 'a@example.org', 1)] }, [])
    expect([...plan.changes, ...plan.held]).toEqual([])
  })

  test('does what the whole plan does for its groups, when whoever has a say in their addresses is among them', () => {
    fc.assert(
      fc.property(worlds, fc.nat({ max: 8 }), (world, index) => {
        const settings = { ...world.settings, thresholds: noLimits }
        const gone = new Set(range(1, 20).map(groupId))
        const input = { ...inputOfWorld({ ...world, settings }), gone }
        const target = {
          ...input.target,
          domains: input.target.domains.map((domain) => ({ ...domain, aliasesLeft: 99 })),
        }
        const { desired } = desireState(input.directory, target, settings)
        const owned = ownedAliases(target.aliases, settings.owner)
        const groups = new Set([...input.directory.groups.keys()].slice(index, index + 1))
        for (let size = -1; size !== groups.size; ) {
          size = groups.size
          const addresses = new Set([...groups].map((id) => desired.get(id)?.address))
          for (const { alias, marker } of owned) if (groups.has(marker.group)) addresses.add(alias.address)
          for (const [id, { address }] of desired) if (addresses.has(address)) groups.add(id)
          for (const { alias, marker } of owned) if (addresses.has(alias.address)) groups.add(marker.group)
        }
        const whole = createPlan({ ...input, target })
        const part = createPlan({
          ...input,
          target,
          part: { groups, owned: { aliases: 99, memberships: 99 } },
        })
        const expected = approvePlan(whole).changes.filter(({ group }) => groups.has(group.id))
        expect(approvePlan(part).changes).toEqual(expected)
      }),
      { numRuns: fc.readConfigureGlobal().numRuns ?? 250 },
    )
  }, 60_000)
})
