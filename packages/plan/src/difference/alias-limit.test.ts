import { expect, test } from 'vitest'
import { groupOf } from '../testkit/people.ts'
import { planOf } from '../testkit/plan.ts'
import { noLimits, rulesOf } from '../testkit/settings.ts'
import { domainNamed } from '../testkit/target.ts'

const groups = ['a', 'b', 'c'].map((name, index) => groupOf(index + 1, name, [1]))

test('each domain of a rule has a limit of its own, and an alias domain that of the domain it stands for', () => {
  const plan = planOf({
    groups,
    settings: {
      rules: rulesOf('rules: [{domain: [example.org, second.test, alias.test]}]'),
      thresholds: noLimits,
    },
    target: {
      domains: [domainNamed('example.org'), domainNamed('second.test', { aliasesLeft: 3 })],
      aliasDomains: [{ name: 'alias.test', target: 'second.test' }],
    },
  })
  expect(plan.changes.map(({ address }) => address)).toEqual([
    ...['a@alias.test', 'a@example.org', 'a@second.test', 'b@alias.test', 'b@example.org', 'c@example.org'],
  ])
  expect(plan.conflicts.map(({ code, address }) => `${code} ${address}`)).toEqual([
    'alias-limit b@second.test',
    'alias-limit c@alias.test',
    'alias-limit c@second.test',
  ])
})

test('a domain that is over its limit already makes none', () => {
  const domains = [domainNamed('example.org', { aliasesLeft: -2 })]
  const plan = planOf({ groups, target: { domains }, settings: { thresholds: noLimits } })
  expect([plan.changes, plan.conflicts.length]).toEqual([[], 3])
})
