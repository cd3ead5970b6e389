import { describe, expect, test } from 'vitest'
import { groupOf } from '../testkit/people.ts'
import { linesOf, planOf } from '../testkit/plan.ts'
import { noLimits, rulesOf } from '../testkit/settings.ts'
import { aliasOf, ownedOf } from '../testkit/target.ts'

const groups = [
  groupOf(1, 'kept', [1, 4]),
  groupOf(2, 'renamed', [2]),
  groupOf(3, 'fresh', [3]),
  groupOf(4, 'emptied'),
  groupOf(5, 'hand-made', [5]),
  groupOf(6, 'old', [6]),
]
const aliases = [
  ownedOf(7, 'kept@example.org', 1, [1, 9]),
  ownedOf(8, 'old@example.org', 2, [2, 9]),
  ownedOf(9, 'emptied@example.org', 4, [4]),
  ownedOf(10, 'gone@example.org', 10, [1]),
  aliasOf(11, 'hand-made@example.org', [5, 9]),
  ownedOf(12, 'adopted@example.org', 12, [1], { role: 'adopted' }),
]
const planWith = (policy: 'sync' | 'upsert-only' | 'create-only') =>
  planOf({ groups, aliases, gone: [10, 12], settings: { policy, adopt: 'always', thresholds: noLimits } })

test('sync does everything', () => {
  const plan = planWith('sync')
  expect(linesOf(plan.changes)).toEqual([
    'deactivate 9 emptied (u4)',
    'deactivate 10 gone (u1)',
    'adopt 11 hand-made [u5]',
    'update 7 kept [u1 u4]',
    'rename 8 renamed [u2]',
    'release 12 adopted [u1]',
    'create new fresh [u3]',
    'create new old [u6]',
  ])
  expect(plan.warnings).toEqual([])
})

describe('upsert-only', () => {
  test('makes, renames and fills, keeps leavers, and never stops, releases or deletes an alias', () => {
    expect(linesOf(planWith('upsert-only').changes)).toEqual([
      'adopt 11 hand-made [u5 u9]',
      'update 7 kept [u1 u4 u9]',
      'rename 8 renamed [u2 u9]',
      'create new fresh [u3]',
      'create new old [u6]',
    ])
  })

  test('lists what it leaves undone, and warns that leavers stay', () => {
    const plan = planWith('upsert-only')
    expect(plan.skipped.map(({ reason }) => reason)).toEqual([
      'the policy upsert-only does not allow it to deactivate emptied@example.org',
      'the policy upsert-only does not allow it to deactivate gone@example.org',
      'the policy upsert-only does not allow it to release adopted@example.org',
    ])
    expect(plan.warnings.map(({ code }) => code)).toEqual(['policy-keeps-leavers'])
  })

  test('has nothing to do where only leavers are left over', () => {
    const one = { groups: [groupOf(1, 'kept', [1])], aliases: [ownedOf(7, 'kept@example.org', 1, [1, 9])] }
    const plan = planOf({ ...one, settings: { policy: 'upsert-only' } })
    expect(plan.changes).toEqual([])
    expect(plan.unchanged).toBe(1)
  })

  test('keeps leavers in a list whose rename is held, too', () => {
    const thresholds = { ...noLimits, removedAliases: 0, floor: 0 }
    const one = { groups: [groupOf(1, 'new', [1, 2])], aliases: [ownedOf(7, 'old@example.org', 1, [1, 9])] }
    const plan = planOf({ ...one, settings: { policy: 'upsert-only', thresholds } })
    expect(linesOf(plan.changes)).toEqual(['update 7 old [u1 u2 u9]'])
    expect(plan.held).toHaveLength(1)
  })
})

test('create-only makes what is missing and waits for no address that must be left first', () => {
  const plan = planWith('create-only')
  expect(linesOf(plan.changes)).toEqual(['create new fresh [u3]'])
  expect(plan.skipped.map(({ reason }) => reason)).toContain(
    'the policy create-only does not allow it to create old@example.org',
  )
  expect(plan.skipped.map(({ reason }) => reason)).toContain(
    'the policy create-only does not allow it to rename renamed@example.org',
  )
})

describe('the policy of a rule', () => {
  const rules = rulesOf(`rules:
  - {match: {group: kept}, policy: upsert-only}
  - {match: {group: hand-made}, policy: create-only}
  - {match: {group: renamed}, policy: sync}`)
  const planUnder = (policy: 'sync' | 'upsert-only') =>
    planOf({
      groups,
      aliases,
      gone: [10, 12],
      settings: { rules, policy, adopt: 'always', thresholds: noLimits },
    })

  test('counts for its groups alone, stricter or laxer than the setting', () => {
    expect(linesOf(planUnder('sync').changes)).toEqual([
      'deactivate 9 emptied (u4)',
      'deactivate 10 gone (u1)',
      'update 7 kept [u1 u4 u9]',
      'rename 8 renamed [u2]',
      'release 12 adopted [u1]',
      'create new fresh [u3]',
      'create new old [u6]',
    ])
    const lax = planUnder('upsert-only')
    expect(linesOf(lax.changes)).toContain('rename 8 renamed [u2]')
    expect(linesOf(lax.changes)).toContain('update 7 kept [u1 u4 u9]')
    expect(lax.changes.map(({ action }) => action)).not.toContain('deactivate')
  })

  test('is told with what it leaves undone', () => {
    const { skipped, warnings } = planUnder('sync')
    expect(skipped).toMatchObject([
      { address: 'hand-made@example.org', reason: expect.stringContaining('the policy create-only') },
    ])
    expect(warnings.map(({ message }) => message.replace(/: .*/, ''))).toEqual([
      'The rule "rule 1" has the policy upsert-only',
      'The rule "rule 2" has the policy create-only',
    ])
  })
})
