import { describe, expect, test } from 'vitest'
import { addressOf, aliasOf } from '../testkit/target.ts'
import { buildChange, withMembers } from './build.ts'
import { contentOf, sameContent } from './content.ts'

const alias = aliasOf(7, 'a@example.org', [1, 2])
const content = contentOf(alias)
const draft = { group: { id: 'g', name: 'a' }, current: alias, why: 'w' }

describe('a draft becomes', () => {
  test.each([
    ['nothing where all is as it should be', content, undefined],
    ['an update', { ...content, members: [addressOf(1)] }, 'update'],
    ['a rename', { ...content, address: 'b@example.org' }, 'rename'],
    ['a deactivation', { ...content, flags: { ...content.flags, active: false } }, 'deactivate'],
    ['a deletion', undefined, 'delete'],
    ['an update for a word in a comment', { ...content, publicComment: 'x' }, 'update'],
  ])('%s', (_, after, action) => {
    expect(buildChange({ ...draft, after })?.action).toBe(action)
  })

  test('a creation where nothing is yet', () => {
    expect(buildChange({ ...draft, current: undefined, after: content })).toMatchObject({
      action: 'create',
      id: undefined,
      add: [addressOf(1), addressOf(2)],
      remove: [],
    })
  })

  test('a reactivation where nobody received before', () => {
    const asleep = { ...alias, flags: { ...alias.flags, active: false } }
    const change = buildChange({ ...draft, current: asleep, after: content })
    expect(change).toMatchObject({
      action: 'reactivate',
      add: [addressOf(1), addressOf(2)],
      membersBefore: 0,
    })
  })
})

test('other members can be put into a change, once each, sorted, without its own address', () => {
  const change = buildChange({ ...draft, after: { ...content, members: [addressOf(3)] } })
  if (!change) throw new Error('no change')
  const other = withMembers(change, [addressOf(3), addressOf(2), addressOf(3), 'a@example.org'])
  expect(other.after?.members).toEqual([addressOf(2), addressOf(3)])
  expect(other.remove).toEqual([addressOf(1)])
})

test('a deletion has no members to replace', () => {
  const change = buildChange({ ...draft, after: undefined })
  if (!change) throw new Error('no change')
  expect(withMembers(change, [addressOf(3)])).toBe(change)
})

test('a stored list in another case, order or with repeats is the same content', () => {
  const stored = { ...alias, goto: [addressOf(2).toUpperCase(), addressOf(1), addressOf(2)] }
  expect(sameContent(contentOf(stored), content)).toBe(true)
})

test.each(['active', 'internal', 'senderAllowed', 'sogoVisible'] as const)(
  'the flag %s makes a difference',
  (flag) => {
    const flags = { ...content.flags, [flag]: !content.flags[flag] }
    expect(sameContent({ ...content, flags }, content)).toBe(false)
  },
)
