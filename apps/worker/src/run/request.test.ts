import { expect, it } from 'vitest'
import { scopeOf } from '../testkit/desk.ts'
import { addUp } from './request.ts'

const group = { kind: 'group', id: 'a' } as const
const all = { kind: 'all' } as const

it('scopes are added up by what they ask for', () => {
  const asked = addUp([
    scopeOf(group, { deleted: true, at: 30 }),
    scopeOf(group, { at: 20, ear: 'event-log' }),
    scopeOf({ kind: 'group', id: 'b' }, { at: 10, ear: 'retry' }),
    scopeOf({ kind: 'user', id: 7 }, { deleted: true }),
  ])
  expect(asked).toEqual({
    ...{ scopes: 4, whole: false, nightly: false, cause: 'retry', heardAt: 20 },
    ears: ['event-log', 'retry', 'webhook'],
    part: {
      groups: new Map([
        ['a', true],
        ['b', false],
      ]),
      users: new Set([7]),
    },
  })
})

it('a sweep is one, nightly where one of them is, and heard of nobody', () => {
  const asked = addUp([scopeOf(all, { ear: 'sweep' }), scopeOf(all, { ear: 'nightly', nightly: true })])
  expect(asked).toMatchObject({ whole: true, nightly: true, heardAt: undefined })
  expect(addUp([])).toMatchObject({ scopes: 0, whole: false, nightly: false })
})

it.each([
  ['nightly', [{ ear: 'sweep' }, { ear: 'nightly', nightly: true }]],
  ['operator', [{ ear: 'sweep' }, { ear: 'operator' }]],
  ['schedule', [{ ear: 'webhook' }, { ear: 'sweep' }]],
  ['event', [{ ear: 'webhook' }, { ear: 'retry' }]],
  ['retry', [{ ear: 'crash' }]],
] as const)('a run over everything is %s where that is the first of what asked for it', (cause, scopes) => {
  expect(addUp(scopes.map((facts) => scopeOf(all, facts)))).toMatchObject({ cause })
})
