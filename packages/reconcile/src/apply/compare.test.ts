import { contentOf } from '@cowherd/plan'
import { describe, expect, it } from 'vitest'
import { aliasOf, flags } from '../testkit/aliases.ts'
import { holds, patchOf, written } from './compare.ts'

const alias = aliasOf(1, { goto: ['u2@example.org', 'U1@Example.org'], publicComment: 'ours' })
const content = contentOf(alias)

describe('holds', () => {
  it('takes a list in another order and case for the same', () => {
    expect(holds(alias, { ...content, members: ['u1@example.org', 'u2@example.org'] }, [])).toBe(true)
  })

  it.each([
    ['address', { address: 'other@example.org' }],
    ['members', { members: ['u1@example.org'] }],
    ['private comment', { privateComment: '' }],
    ['public comment', { publicComment: '' }],
    ['flags', { flags: { ...flags, internal: true } }],
  ])('sees a difference in the %s', (_, difference) => {
    expect(holds(alias, { ...content, ...difference }, [])).toBe(false)
  })

  it('leaves a flag aside that this Mailcow does not have, and no other', () => {
    const wanted = { ...content, flags: { ...flags, senderAllowed: true } }
    expect(holds(alias, wanted, ['senderAllowed'])).toBe(true)
    expect(holds(alias, wanted, ['internal'])).toBe(false)
  })
})

describe('patchOf', () => {
  it.each([
    ['address', { address: 'other@example.org' }, { address: 'other@example.org' }],
    ['members', { members: ['u1@example.org'] }, { goto: ['u1@example.org'] }],
    [
      'members, as many as before',
      { members: ['u1@example.org', 'u3@example.org'] },
      { goto: ['u1@example.org', 'u3@example.org'] },
    ],
    ['private comment', { privateComment: '' }, { privateComment: '' }],
    ['public comment', { publicComment: '' }, { publicComment: '' }],
    ['nothing', {}, {}],
  ])('writes what differs, and flags always: %s', (_, difference, patch) => {
    expect(patchOf(content, { ...content, ...difference })).toEqual({ ...patch, flags })
  })

  it('writes the flags as they shall be', () => {
    const after = { ...content, flags: { ...flags, active: false } }
    expect(patchOf(content, after)).toEqual({ flags: { ...flags, active: false } })
  })
})

it('a new alias is written with everything explicit', () => {
  expect(written(content)).toEqual({
    address: 'board@example.org',
    goto: ['u1@example.org', 'u2@example.org'],
    flags,
    privateComment: alias.privateComment,
    publicComment: 'ours',
  })
})
