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

const adopting = 'cowherd adopt team-a@example.org'

/** What is told of each reason, and what to do about it. */
const frozen: readonly (readonly [FreezeReason, Partial<DesiredAlias>, string, string])[] = [
  [
    'wrong-attribute',
    { problems: ['one', 'two'] },
    'wrong attributes: one; two',
    'in Authentik, correct the attributes of the group "Team A"; until then only leavers are taken out of its alias',
  ],
  [
    'unnameable',
    {},
    'its name has no letter or digit to make an address of',
    'in Authentik, give the group "Team A" the attribute cowherd: {address: …}',
  ],
  [
    'unnameable',
    { rule: 'lists' },
    'the rule "lists" yields no address for it: a value that its template needs is not there',
    'in Authentik, give the group "Team A" the attribute cowherd: {address: …}',
  ],
  [
    'role-address',
    {},
    'team-a@example.org is a role address of the domain (RFC 2142), which a mere name does not claim',
    'in Authentik, give the group "Team A" the attribute cowherd: {address: team-a@example.org}, or rename it',
  ],
  [
    'domain-not-served',
    {},
    'team-a@example.org is in a domain that Mailcow does not serve',
    'add the domain to Mailcow, or correct COWHERD_DOMAIN, the rule or the attribute cowherd.address',
  ],
  [
    'is-mailbox',
    {},
    'team-a@example.org is a mailbox',
    'rename it, or in Authentik, give the group "Team A" the attribute cowherd: {address: …}',
  ],
  [
    'too-large',
    { members: ['a@b.c', 'd@e.f'] },
    'its 2 members need 11 octets and Mailcow stores 65535',
    'give its rule large: split, or split the group into smaller ones; until then only leavers are taken out of its alias',
  ],
]
const obstacles: readonly (readonly [Obstacle, string, string])[] = [
  [
    { code: 'wanted-twice', groups: [groupId(2), groupId(3)], count: 2 },
    'also wanted by "name of 2", "name of 3"; none of them has it',
    'rename all but one of the groups, or give them an attribute cowherd: {address: …}',
  ],
  [
    { code: 'held-by-group', group: groupId(2) },
    'the group "name of 2" has this address and keeps it',
    'rename one of the two groups, or give it an attribute cowherd: {address: …}',
  ],
  [
    { code: 'not-ours', id: 7 },
    'an alias that Cowherd does not own (alias 7) has this address',
    `see the differences with: ${adopting} --dry-run; take it over with: ${adopting}`,
  ],
  [
    { code: 'released', id: 7 },
    'the alias with this address (alias 7) was released from Cowherd',
    `take it back with: ${adopting}`,
  ],
  [
    { code: 'on-hold', id: 7 },
    'the alias with this address (alias 7) is on hold',
    'end the hold with: cowherd hold team-a@example.org --end',
  ],
  [
    { code: 'other-owner', owners: ['one', 'two'] },
    'the alias with this address belongs to the Cowherd installation one, two',
    'release it there with: cowherd release team-a@example.org, or rename the group',
  ],
  [
    { code: 'domain-inactive', domain: 'example.org' },
    'the domain example.org is inactive in Mailcow, so a new alias would deliver nothing',
    'activate the domain example.org in Mailcow',
  ],
  [
    { code: 'alias-limit', domain: 'example.org' },
    'the domain example.org may have no further alias',
    'raise the alias limit of example.org in Mailcow',
  ],
]

const told = { address: 'team-a@example.org', group: { id: groupId(1), name: 'Team A' } }
const numberOf = (id: string) => id.replace(/^.*?(\d)$/, '$1')

describe('a conflict says what is in the way, and what to do', () => {
  test.each(frozen)('of a group that cannot have any address: %s', (code, facts, reason, fix) => {
    expect(frozenConflict({ ...desiredAlias(), ...facts }, code)).toEqual({ code, ...told, reason, fix })
  })

  test.each(obstacles)('of an address that is not to be had: %o', (obstacle, reason, fix) => {
    const conflict = claimConflict(desiredAlias(), obstacle, (id) => `name of ${numberOf(id)}`)
    expect(conflict).toEqual({ code: obstacle.code, ...told, reason, fix })
  })

  test('and calls a personal group a user', () => {
    const group = { ...desiredAlias().group, id: 'user-7', name: 'ann' }
    expect(frozenConflict({ ...desiredAlias(), group }, 'unnameable').fix).toContain(
      'give the user "ann" the',
    )
  })

  test('also where there is no address', () => {
    const desired = { ...desiredAlias(), address: undefined }
    expect(claimConflict(desired, { code: 'released', id: 7 }, String)).toMatchObject({
      address: null,
      fix: 'take it back with: cowherd adopt ',
    })
  })
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
