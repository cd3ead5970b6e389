import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { groupId, groupOf, person } from '../testkit/people.ts'
import { planOf } from '../testkit/plan.ts'
import { noLimits } from '../testkit/settings.ts'
import { ownedOf } from '../testkit/target.ts'
import { planDocument, planDocumentSchema } from './document.ts'

const planned = () =>
  planOf({
    groups: [
      groupOf(1, 'new', [1, 2]),
      groupOf(2, 'fresh', [2]),
      groupOf(3, 'off', [1], { superuser: true }),
      groupOf(4, 'postmaster', [1]),
      groupOf(5, 'big', [1]),
      groupOf(6, 'empty'),
    ],
    people: [person(2, { email: '' }), person(1)],
    aliases: [
      ownedOf(7, 'old@example.org', 1, [1, 3]),
      ownedOf(8, 'gone@example.org', 8, [1], { active: false, orphan: { since: '2026-11-01', runs: 8 } }),
      ownedOf(9, 'big@example.org', 5, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
    ],
    gone: [8],
    nightly: true,
    settings: { thresholds: { ...noLimits, memberLoss: 0.5, floor: 10 } },
  })

describe('the document of a plan', () => {
  test('fits its schema, as data and once written and read', () => {
    const document = planDocument(planned())
    expect(v.parse(planDocumentSchema, document)).toEqual(document)
    expect(v.parse(planDocumentSchema, JSON.parse(JSON.stringify(document)))).toEqual(document)
  })

  test('names a rename with its previous address', () => {
    const document = planDocument(planned())
    expect(document.changes.find(({ action }) => action === 'rename')).toEqual({
      action: 'rename',
      id: 7,
      address: 'new@example.org',
      previousAddress: 'old@example.org',
      group: { id: groupId(1), name: 'new' },
      rule: 'group name',
      add: [],
      remove: ['u3@example.org'],
      members: ['u1@example.org'],
      flags: { active: true, internal: false, sender_allowed: false, sogo_visible: true },
      reason: 'the group was renamed: address, members; mail to old@example.org then bounces',
    })
  })

  test('has no id for a creation, no members after a deletion, and no rule for an orphan', () => {
    const created = planDocument(planOf({ groups: [groupOf(1, 'a', [1])] })).changes[0]
    expect(created).toMatchObject({ action: 'create', id: null, members: ['u1@example.org'] })
    expect(created).not.toHaveProperty('previousAddress')
    const document = planDocument(planned())
    expect(document.changes.find(({ action }) => action === 'delete')).toMatchObject({
      address: 'gone@example.org',
      group: { id: groupId(8), name: null },
      rule: null,
      members: [],
      flags: { active: false, internal: false, sender_allowed: false, sogo_visible: true },
    })
  })

  test('says of what is held why, and what approves it', () => {
    const plan = planned()
    expect(planDocument(plan).held).toMatchObject([
      {
        address: 'big@example.org',
        approve: plan.approval,
        reason: expect.stringContaining('big@example.org would lose 9 of its 10 members'),
        change: { action: 'update', members: ['u1@example.org'] },
      },
    ])
  })

  test('lists conflicts, warnings and groups that are left out', () => {
    const document = planDocument(planned())
    expect(document.conflicts.map(({ code }) => code)).toEqual(['role-address'])
    expect(document.warnings.map(({ code }) => code)).toEqual(['member-no-address'])
    expect(document.skipped.map(({ group }) => group.name)).toEqual(['off', 'fresh', 'empty'])
  })

  test('carries the checksum, which follows what is done and not the words about it', () => {
    const one = { groups: [groupOf(1, 'a', [1])] }
    expect(planDocument(planned()).checksum).toMatch(/^[0-9a-f]{16}$/)
    expect(planOf(one).checksum).toBe(planOf({ ...one, today: '2026-12-01' }).checksum)
    expect(planOf(one).checksum).not.toBe(planOf({ groups: [groupOf(1, 'a', [1, 2])] }).checksum)
  })
})
