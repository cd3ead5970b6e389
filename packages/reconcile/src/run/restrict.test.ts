import { type Change, isApproval, type Plan } from '@cowherd/plan'
import { describe, expect, it } from 'vitest'
import { aliasOf, changeOf, creationOf } from '../testkit/aliases.ts'
import { restrictPlan } from './restrict.ts'

const aliases = [1, 2, 3, 4].map((id) => aliasOf(id, { address: `list${id}@example.org` }))
const [one, two, three, four] = aliases.map((alias) => changeOf(alias, { members: ['u2@example.org'] }))
if (!one || !two || !three || !four) throw new Error('four changes are needed')

function planOf(changes: readonly Change[], held: readonly Change[] = []): Plan {
  return {
    ...{ owner: 'main', policy: 'sync', changes, approval: 'all', checksum: 'whole', unchanged: 0, owned: 4 },
    holds: [],
    held: held.map((change) => ({ change, reasons: [], part: undefined })),
    conflicts: [],
    warnings: [],
    skipped: [],
  }
}

/** Addresses of what is made at once, and of what is held. */
function addressesOf({ changes, held }: Plan) {
  return {
    changes: changes.map(({ address }) => address),
    held: held.map(({ change }) => change.address),
  }
}

const only = (...names: readonly string[]) => new Set(names.map((name) => `${name}@example.org`))

describe('the part of a plan that concerns some addresses', () => {
  it('leaves everything else out', () => {
    expect(addressesOf(restrictPlan(planOf([one, two], [three, four]), only('list2', 'list3')))).toEqual({
      changes: ['list2@example.org'],
      held: ['list3@example.org'],
    })
  })

  it('takes what leaves one of them, too', () => {
    const [alias] = aliases
    if (!alias) throw new Error('an alias is needed')
    const renamed = changeOf(alias, { address: 'new@example.org' })
    expect(restrictPlan(planOf([renamed, two]), only('list1')).changes).toEqual([renamed])
    expect(restrictPlan(planOf([renamed, two]), only('new')).changes).toEqual([renamed])
  })

  it('takes what has to be done before, and what has to be done before that, in order', () => {
    const last = creationOf('list1@example.org', { dependsOn: [2] })
    const plan = planOf([one, { ...two, dependsOn: [1] }, last, three])
    expect(restrictPlan({ ...plan, changes: plan.changes }, new Set(['list1@example.org'])).changes).toEqual(
      plan.changes.slice(0, 3),
    )
    expect(addressesOf(restrictPlan(plan, only('list3'))).changes).toEqual(['list3@example.org'])
  })

  it('takes an exchange whole, held or not, and no other exchange', () => {
    const ring = [one, two, three].map((change) => ({ ...change, exchange: 1 }))
    const other = { ...four, exchange: 4 }
    expect(restrictPlan(planOf([...ring, other]), only('list2')).changes).toEqual(ring)
    expect(addressesOf(restrictPlan(planOf([], [...ring, other]), only('list2'))).held).toEqual([
      'list1@example.org',
      'list2@example.org',
      'list3@example.org',
    ])
  })

  it('takes what is done at once of a held change along with it', () => {
    const [alias] = aliases
    if (!alias) throw new Error('an alias is needed')
    const rename = changeOf(alias, { address: 'new@example.org' })
    const plan = planOf([one, two], [rename])
    expect(addressesOf(restrictPlan(plan, only('new')))).toEqual({
      changes: ['list1@example.org'],
      held: ['new@example.org'],
    })
  })

  it('names only conflicts about them', () => {
    const conflict = { code: 'not-ours', group: { id: 'x', name: 'X' }, reason: 'taken', fix: 'adopt it' }
    const conflicts = [null, 'list1@example.org', 'list2@example.org'].map((address) => ({
      ...conflict,
      address,
    }))
    const restricted = restrictPlan({ ...planOf([]), conflicts }, only('list1'))
    expect(restricted.conflicts).toEqual([conflicts[1]])
  })
})

describe('what approves a part', () => {
  it('is nothing where nothing of it is held', () => {
    expect(restrictPlan(planOf([one], [two]), only('list1')).approval).toBeUndefined()
  })

  it('does not approve the whole, nor another part', () => {
    const plan = planOf([], [one, two])
    const [first, second] = [restrictPlan(plan, only('list1')), restrictPlan(plan, only('list2'))]
    for (const given of [first.approval ?? '', first.checksum]) {
      expect(isApproval(first, given)).toBe(true)
      expect(isApproval(plan, given)).toBe(false)
      expect(isApproval(second, given)).toBe(false)
    }
  })

  it('is told apart by the checksum even where nothing is held', () => {
    const plan = planOf([one, two])
    expect(restrictPlan(plan, only('list1')).checksum).not.toBe(restrictPlan(plan, only('list2')).checksum)
  })

  it('is equal from run to run', () => {
    const plan = planOf([three], [one, two])
    const [names, again] = [only('list1', 'list2'), only('list2', 'list1')]
    expect(restrictPlan(plan, names)).toEqual(restrictPlan(plan, again))
  })
})
