import { describe, expect, test } from 'vitest'
import type { Change } from '../difference/change.ts'
import { contentOf } from '../difference/content.ts'
import { formatMarker } from '../marker/marker.ts'
import { applyChanges, ForbiddenStepError } from './apply.ts'
import { groupId } from './people.ts'
import { aliasOf, domainNamed, ownedOf, targetOf } from './target.ts'

const own = ownedOf(7, 'a@example.org', 1, [1, 2])
const foreign = aliasOf(8, 'b@example.org', [1])
const target = targetOf([own, foreign], {
  domains: [domainNamed('example.org', { aliasesLeft: 1 })],
  aliasDomains: [{ name: 'alias.test', target: 'example.org' }],
})

const change = (facts: Partial<Change>): Change => ({
  action: 'update',
  id: 7,
  address: 'a@example.org',
  group: { id: groupId(1), name: 'a' },
  current: own,
  before: contentOf(own),
  after: contentOf(own),
  add: [],
  remove: [],
  membersBefore: 2,
  lossCounts: true,
  reason: '',
  rule: undefined,
  policy: 'sync',
  takesAddressAway: false,
  dependsOn: [],
  exchange: undefined,
  unconfirmed: false,
  fallback: undefined,
  ...facts,
})
const to = (facts: Partial<ReturnType<typeof contentOf>>) =>
  change({ after: { ...contentOf(own), ...facts } })
const creation = (facts: Partial<ReturnType<typeof contentOf>>) =>
  change({
    action: 'create',
    id: undefined,
    current: undefined,
    before: undefined,
    after: { ...contentOf(own), address: 'c@example.org', ...facts },
  })

describe('the tests’ target refuses', () => {
  test.each<[string, Change | Change[]]>([
    ['a rename onto an alias', to({ address: 'b@example.org' })],
    ['a rename onto a mailbox', to({ address: 'u1@example.org' })],
    ['a rename onto a mailbox seen through an alias domain', to({ address: 'u1@alias.test' })],
    ['a rename into a foreign domain', to({ address: 'a@elsewhere.test' })],
    ['an empty list', to({ members: [] })],
    ['a list with its own address', to({ members: ['a@example.org'] })],
    ['a list that is too long', to({ members: [`${'x'.repeat(65_530)}@b.test`] })],
    ['a change of an alias that is not as it was read', change({ before: contentOf(foreign) })],
    [
      'a change of somebody else’s alias',
      change({ id: 8, before: contentOf(foreign), after: contentOf(own) }),
    ],
    ['a change of an alias that is not there', change({ id: 9 })],
    ['a creation at an alias’s address', creation({ address: 'b@example.org' })],
    ['a creation with a long comment', creation({ privateComment: 'x'.repeat(161) })],
    ['a creation of nothing', change({ id: undefined, after: undefined })],
    ['a creation beyond the domain’s limit', [creation({}), creation({ address: 'd@example.org' })]],
  ])('%s', (_, changes) => {
    expect(() => applyChanges(target, [changes].flat(), 'main')).toThrow(ForbiddenStepError)
  })
})

describe('the tests’ target takes', () => {
  test('a creation, an adoption, a rename and a deletion, in their order', () => {
    const adopted = {
      ...contentOf(foreign),
      privateComment: formatMarker({ owner: 'main', group: groupId(2) }),
    }
    const made = applyChanges(
      target,
      [
        change({ after: undefined }),
        creation({ address: 'a@example.org' }),
        change({ action: 'adopt', id: 8, before: contentOf(foreign), after: adopted }),
        change({ id: 8, before: adopted, after: { ...adopted, address: 'd@alias.test' } }),
      ],
      'main',
    )
    expect(made.aliases.map(({ id, address }) => [id, address])).toEqual([
      [8, 'd@alias.test'],
      [9, 'a@example.org'],
    ])
    expect(made.domains[0]?.aliasesLeft).toBe(1)
  })
})
