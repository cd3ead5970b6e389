import { createDirectory } from '@cowherd/directory'
import { describe, expect, it } from 'vitest'
import { aliasOf } from '../testkit/aliases.ts'
import { groupIn } from '../testkit/groups.ts'
import { settingsOf } from '../testkit/people.ts'
import { userOf } from '../testkit/site.ts'
import { readingDigest } from './reading-digest.ts'

const facts = {
  groups: [groupIn(1, { members: [1] }), groupIn(2, { in: [1], members: [2] })],
  users: [userOf(1), userOf(2)],
  target: {
    aliases: [aliasOf(1, { id: 1 }), aliasOf(2, { id: 2 })],
    domains: [{ name: 'example.org', active: true, relay: false, aliasesLeft: 10 }],
    aliasDomains: [],
    mailboxes: [{ address: 'u1@example.org', receives: true }],
    absentFlags: [],
  },
}
const nameOf = ({ groups, users, target }: typeof facts, settings = settingsOf()) =>
  readingDigest({ directory: createDirectory(groups, users), target }, settings)
const [first = groupIn(1), second = groupIn(2)] = facts.groups
const [alias = aliasOf(1), other = aliasOf(2)] = facts.target.aliases

describe('the digest of a reading', () => {
  it('is the same for an equal one, in whatever order the source came', () => {
    const turned = { ...facts, groups: facts.groups.toReversed(), users: facts.users.toReversed() }
    expect(nameOf(turned)).toBe(nameOf(facts))
    expect(nameOf(facts)).toMatch(/^[0-9a-f]{32}$/)
  })

  it.each([
    ['a name', { ...facts, groups: [{ ...first, name: 'else' }, second] }],
    ['a member', { ...facts, groups: [{ ...first, members: [] }, second] }],
    ['nesting', { ...facts, groups: [first, { ...second, parents: [] }] }],
    ['an attribute', { ...facts, groups: [{ ...first, attributes: { cowherd: {} } }, second] }],
    ['a group', { ...facts, groups: [second] }],
    ['an address of a user', { ...facts, users: [userOf(1, { email: 'x@example.org' }), userOf(2)] }],
    ['a user who is inactive', { ...facts, users: [userOf(1, { active: false }), userOf(2)] }],
    ['a goto', { ...facts, target: { ...facts.target, aliases: [{ ...alias, goto: [] }, other] } }],
    [
      'a marker',
      { ...facts, target: { ...facts.target, aliases: [{ ...alias, privateComment: '' }, other] } },
    ],
    ['an alias', { ...facts, target: { ...facts.target, aliases: [alias] } }],
    ['a mailbox', { ...facts, target: { ...facts.target, mailboxes: [] } }],
    ['a domain', { ...facts, target: { ...facts.target, domains: [] } }],
  ])('tells apart: %s', (_, changed) => {
    expect(nameOf(changed as typeof facts)).not.toBe(nameOf(facts))
  })

  it('tells settings apart', () => {
    expect(nameOf(facts, settingsOf({ owner: 'another' }))).not.toBe(nameOf(facts))
  })
})
