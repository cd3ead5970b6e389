import { describe, expect, test } from 'vitest'
import { claimConflict, frozenConflict } from './conflicts.ts'
import type { DesiredAlias, FreezeReason } from './desired/desired.ts'
import type { Obstacle } from './difference/claims.ts'
import { desireState } from './plan.ts'
import { directoryOf, groupId, groupOf } from './testkit/people.ts'
import { planOf } from './testkit/plan.ts'
import { settingsOf } from './testkit/settings.ts'
import { targetOf } from './testkit/target.ts'

function desiredAlias(): DesiredAlias {
  const { desired } = desireState(directoryOf([groupOf(1, 'Team A', [1])]), targetOf([]), settingsOf())
  const [one] = desired.values()
  if (!one) throw new Error('nothing is desired')
  return one
}

const frozen: FreezeReason[] = [
  'wrong-attribute',
  'unnameable',
  'role-address',
  'domain-not-served',
  'is-mailbox',
  'too-large',
]
const obstacles: Obstacle[] = [
  { code: 'wanted-twice', groups: [groupId(2)], count: 1 },
  { code: 'held-by-group', group: groupId(2) },
  { code: 'not-ours', id: 7 },
  { code: 'released', id: 7 },
  { code: 'other-owner', owners: ['other'] },
  { code: 'alias-limit', domain: 'example.org' },
]
describe('every conflict', () => {
  test.each([...frozen, ...obstacles].map((why) => [typeof why === 'string' ? why : why.code, why] as const))(
    '%s names its group, a reason and a fix',
    (_, why) => {
      const one = desiredAlias()
      const conflict =
        typeof why === 'string' ? frozenConflict(one, why) : claimConflict(one, why, () => 'Team B')
      expect(conflict.group).toEqual({ id: groupId(1), name: 'Team A' })
      expect(conflict.address).toBe('team-a@example.org')
      expect(conflict.reason.length).toBeGreaterThan(10)
      expect(conflict.fix).toMatch(
        /in Authentik|in Mailcow|to Mailcow|rename|split the group|cowherd (adopt|release) team-a@example.org/,
      )
    },
  )
})

test('a conflict of a group without an address has none', () => {
  expect(planOf({ groups: [groupOf(1, '🎉', [1])] }).conflicts[0]?.address).toBeNull()
})

test('the texts name the other group, and not all of very many', () => {
  const many = planOf({ groups: [...'!?+:;'].map((sign, index) => groupOf(index + 1, `a${sign}`, [1])) })
  expect(many.conflicts.map(({ reason }) => reason)).toEqual([
    'also wanted by "a?", "a+", "a:" and 1 more; none of them has it',
    'also wanted by "a!", "a+", "a:" and 1 more; none of them has it',
    'also wanted by "a!", "a?", "a:" and 1 more; none of them has it',
    'also wanted by "a!", "a?", "a+" and 1 more; none of them has it',
    'also wanted by "a!", "a?", "a+" and 1 more; none of them has it',
  ])
})
