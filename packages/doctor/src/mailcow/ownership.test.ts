import { type Alias, formatMarker } from '@cowherd/plan'
import { describe, expect, test } from 'vitest'
import { judgeOwnership } from './ownership.ts'

const group = (number: number) => `00000000-0000-4000-8000-00000000000${number}`
const marker = (owner: string, number: number) => formatMarker({ owner, group: group(number) })

function alias(id: number, privateComment: string): Alias {
  return {
    ...{ id, address: `a${id}@example.org`, goto: ['x@example.org'], privateComment, publicComment: '' },
    flags: { active: true, internal: false, senderAllowed: false, sogoVisible: true },
    modified: '',
  }
}

describe('the owners of aliases', () => {
  test('are told with their numbers, and others’ aliases are no problem', () => {
    const verdict = judgeOwnership(
      [alias(1, marker('main', 1)), alias(2, marker('other', 1)), alias(3, 'by hand')],
      'main',
    )
    expect(verdict).toEqual({
      state: 'ok',
      reason: '1 of 3 aliases belong to "main", 1 to "other": left alone.',
      fix: null,
    })
  })

  test('two in one comment are a problem, and the comment is the fix', () => {
    const both = `${marker('main', 1)} ${marker('other', 2)}`
    expect(judgeOwnership([alias(1, both), alias(2, both)], 'main')).toMatchObject({
      state: 'problem',
      reason: expect.stringContaining('a1@example.org, a2@example.org'),
      fix: expect.stringContaining('private comments'),
    })
    expect(judgeOwnership([alias(1, both)], 'third').state).toBe('ok')
  })

  test('of a second alias with one marker: a warning names the later one, and releasing it is the fix', () => {
    const verdict = judgeOwnership([alias(9, marker('main', 1)), alias(4, marker('main', 1))], 'main')
    expect(verdict).toMatchObject({
      state: 'warning',
      reason: expect.stringMatching(/: a9@example\.org\.$/),
      fix: expect.stringContaining('cowherd release'),
    })
  })

  test('of a list’s further addresses, parts and former addresses are all right', () => {
    const of = (more: object) => formatMarker({ owner: 'main', group: group(1), ...more })
    const comments = [of({}), of({ number: 2 }), of({ role: 'part', part: 1 }), of({ role: 'part', part: 2 })]
    const former = [of({ role: 'former' }), of({ role: 'former' })]
    const aliases = [...comments, ...former].map((comment, at) => alias(at + 1, comment))
    expect(judgeOwnership(aliases, 'main').state).toBe('ok')
  })

  test('many are named by the first of them', () => {
    const copies = Array.from({ length: 9 }, (_, at) => alias(at + 1, marker('main', 1)))
    expect(judgeOwnership(copies, 'main').reason).toContain('and 3 more')
  })
})
