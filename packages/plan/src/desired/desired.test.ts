import { personalGroup } from '@cowherd/directory'
import { describe, expect, test } from 'vitest'
import { desireState } from '../plan.ts'
import { directoryOf, groupId, groupOf, person, range } from '../testkit/people.ts'
import { rulesOf, settingsOf } from '../testkit/settings.ts'
import { targetOf } from '../testkit/target.ts'
import { gotoOctets } from './octets.ts'

const asking = (address: string) => ({ attributes: { cowherd: { address } } })

function desiredOf(...groups: Parameters<typeof groupOf>[]) {
  const directory = directoryOf(groups.map((facts) => groupOf(...facts)))
  return desireState(directory, targetOf([]), settingsOf())
}

describe('a desired alias', () => {
  test('takes its address from the group’s name, or from what the group asks for', () => {
    const { desired } = desiredOf([1, 'Team Ä', [1]], [2, 'Team Ä', [1], asking('Other')])
    expect([...desired.values()].map(({ address, rule }) => [address, rule])).toEqual([
      ['team-ae@example.org', 'group name'],
      ['other@example.org', 'attribute cowherd.address'],
    ])
  })

  test('is made for selected groups only, in order of id, and the others are listed', () => {
    const { desired, skipped } = desiredOf([3, 'c'], [2, 'b', [], { superuser: true }], [1, 'a'])
    expect([...desired.keys()]).toEqual([groupId(1), groupId(3)])
    expect(skipped).toMatchObject(
      [{ group: { id: groupId(2), name: 'b' }, reason: /superuser/ }].map(() => ({ group: { name: 'b' } })),
    )
  })

  test('lives while somebody is left to deliver to', () => {
    const { living } = desiredOf([1, 'a', [1]], [2, 'b', [99]], [3, 'c'])
    expect([...living.keys()]).toEqual([groupId(1)])
  })

  test.each([
    ['wrong-attribute', 'a', asking('a b')],
    ['unnameable', '🎉', {}],
    ['role-address', 'Abuse', {}],
    ['domain-not-served', 'a', asking('a@elsewhere.test')],
    ['domain-not-served', 'a', asking('@elsewhere.test')],
    ['is-mailbox', 'u7', {}],
    [undefined, 'a', asking('@example.org')],
    [undefined, 'a', asking('abuse')],
  ] as const)('is frozen as %s where %j asks for %j', (frozen, name, facts) => {
    expect(desiredOf([1, name, [1], facts]).desired.get(groupId(1))?.frozen).toBe(frozen)
  })
})

test('a list of as many octets as Mailcow stores is none too many, and one more is', () => {
  const frozenWith = (count: number) => {
    const people = range(1, count).map((id) =>
      person(id, { email: `u${String(id).padStart(4, '0')}@else.test` }),
    )
    const directory = directoryOf([groupOf(1, 'a', range(1, count))], people)
    const { desired } = desireState(directory, targetOf([]), settingsOf())
    return [gotoOctets(desired.get(groupId(1))?.members ?? []), desired.get(groupId(1))?.frozen]
  }
  expect(frozenWith(4096)).toEqual([65_535, undefined])
  expect(frozenWith(4097)).toEqual([65_551, 'too-large'])
})

test('a user whose only personal alias would be their own mailbox has none, and no conflict', () => {
  const owner = person(7, { attributes: { aliases: ['u7'] } })
  const rules = rulesOf('rules: [{kind: user, address: "{attributes.aliases}"}]')
  const directory = directoryOf([groupOf(1, 'a', [7]), personalGroup(owner)], [owner])
  const { desired } = desireState(directory, targetOf([]), settingsOf({ rules }))
  expect([...desired.keys()]).toEqual([groupId(1)])
})

test('octets of a list are counted with its commas', () => {
  expect(gotoOctets([])).toBe(0)
  expect(gotoOctets(['a@b.c'])).toBe(5)
  expect(gotoOctets(['a@b.c', 'd@e.fg'])).toBe('a@b.c,d@e.fg'.length)
})
