import { describe, expect, test } from 'vitest'
import { createPlan } from '../plan.ts'
import { applyChanges } from '../testkit/apply.ts'
import { groupOf, range } from '../testkit/people.ts'
import { type Case, inputOf, planOf } from '../testkit/plan.ts'
import { noLimits, rulesOf } from '../testkit/settings.ts'
import { domainNamed, mailboxesTo, ownedOf } from '../testkit/target.ts'

/** A list of so many people, in a domain with room for so many aliases more. */
function listOf(count: number, aliasesLeft = 1_000): Case {
  return {
    groups: [groupOf(1, 'all', range(1, count))],
    target: { mailboxes: mailboxesTo(7_500), domains: [domainNamed('example.org', { aliasesLeft })] },
    settings: { rules: rulesOf('rules: [{large: split}]'), thresholds: noLimits },
  }
}

/** The case once its plan is carried out. */
function afterwards(one: Case): Case {
  const input = inputOf(one)
  return { ...one, aliases: applyChanges(input.target, createPlan(input).changes, 'main').aliases }
}

const wordsOf = (one: Case) =>
  planOf(one).changes.map(({ action, address, add, remove }) => {
    const name = address.replace('-of-000000000000', '').replace('@example.org', '')
    return `${action} ${name} +${add.length} -${remove.join(' ').replaceAll('@example.org', '')}`
  })
const codesOf = (one: Case) => planOf(one).conflicts.map(({ code, address }) => `${code} ${address}`)

describe('a long list whose parts find no room within the alias limit', () => {
  test.each([
    [2, [2]],
    [1, [1, 2]],
  ])('is not made by halves (room for %d)', (room, parts) => {
    const one = listOf(4_000, room)
    expect(wordsOf(one)).toEqual([])
    expect(codesOf(one)).toEqual(parts.map((part) => `alias-limit part-${part}-of-000000000000@example.org`))
  })

  test('is not made without room for itself, nor are its parts', () => {
    const one = listOf(4_000, 0)
    expect([wordsOf(one), codesOf(one).length]).toEqual([[], 2])
  })

  test('leaves the room to others', () => {
    const one = listOf(4_000, 2)
    const groups = [...(one.groups ?? []), groupOf(2, 'y', [1]), groupOf(3, 'z', [2])]
    expect(wordsOf({ ...one, groups })).toEqual(['create y +1 -', 'create z +1 -'])
  })

  test('goes on without leavers where it was one alias', () => {
    const made = afterwards(listOf(3_000))
    const grown = { ...made, ...listOf(0, 1), groups: [groupOf(1, 'all', range(2, 4_000))] }
    expect(wordsOf(grown)).toEqual(['update all +0 -u1'])
  })

  test('goes on without leavers where it had parts', () => {
    const made = afterwards(listOf(4_000))
    const grown = { ...made, ...listOf(0, 1), groups: [groupOf(1, 'all', range(3, 7_400))] }
    expect(wordsOf(grown).sort()).toEqual(['update part-1 +0 -u2', 'update part-2 +0 -u1'])
    expect(codesOf(grown)).toEqual(['alias-limit part-4-of-000000000000@example.org'])
  })
})

describe('a long list that a person keeps as it is', () => {
  const hold = ' hold=2026-11-20T12:00Z'
  const heldAt = (start: string): Case => {
    const made = afterwards(listOf(4_000))
    const aliases = (made.aliases ?? []).map((alias) =>
      alias.address.startsWith(start) ? { ...alias, privateComment: alias.privateComment + hold } : alias,
    )
    return { ...made, aliases }
  }
  const sizes = [range(3, 7_400), range(3, 20), range(3, 4_000)]

  test.each(['all@', 'part-1-'])(
    'by a hold on %s stays, with all its parts, whatever becomes of its group',
    (start) => {
      for (const members of sizes) {
        const held: Case = { ...heldAt(start), groups: [groupOf(1, 'all', members)] }
        expect(wordsOf(held)).toEqual([])
        expect(wordsOf({ ...held, nightly: true })).toEqual([])
      }
      expect(wordsOf({ ...heldAt(start), groups: [], gone: [1], nightly: true })).toEqual(
        start === 'all@' ? [] : expect.not.arrayContaining([expect.stringContaining('part-')]),
      )
    },
  )

  test('names the people who left and still receive, not the parts', () => {
    const held = { ...heldAt('all@'), groups: [groupOf(1, 'all', range(2, 4_000))] }
    const [told] = planOf(held).warnings.filter(({ code }) => code === 'on-hold-leavers')
    expect(told?.message).toBe(
      'all@example.org is on hold and goes on reaching people who are not in its group: u1@example.org.',
    )
  })
})

describe('a long list one of whose parts cannot have its address', () => {
  const address = 'part-3-of-000000000000@example.org'
  const foreign = { ...ownedOf(99, address, 1), privateComment: 'by hand' }

  test('takes leavers out of the parts that it has, and retires none', () => {
    const made = afterwards(listOf(4_000))
    const grown: Case = {
      ...{ ...made, aliases: [...(made.aliases ?? []), foreign] },
      groups: [groupOf(1, 'all', range(3, 7_400))],
    }
    expect(wordsOf(grown).sort()).toEqual(['update part-1 +0 -u2', 'update part-2 +0 -u1'])
    expect(codesOf(grown)).toEqual([`not-ours ${address}`])
  })

  test('keeps the parts of its former domain, without leavers, as long as it delivers to them', () => {
    const made = afterwards(listOf(4_000))
    const there = { ...foreign, address: 'part-1-of-000000000000@second.test' }
    const moved: Case = {
      ...{ ...made, aliases: [...(made.aliases ?? []), there] },
      groups: [groupOf(1, 'all', range(3, 4_000))],
      target: { ...made.target, domains: [domainNamed('example.org'), domainNamed('second.test')] },
      settings: { ...made.settings, rules: rulesOf('rules: [{large: split, domain: second.test}]') },
    }
    expect(wordsOf(moved).sort()).toEqual(['update part-1 +0 -u2', 'update part-2 +0 -u1'])
  })
})
