import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { aliasRow, domainRow, mailboxRow } from '../rows.ts'
import { sorted, toAlias, toAliasDomain, toDomain, toMailbox } from './model.ts'
import { type AliasRow, aliasRowSchema } from './schemas.ts'

function read(row: Partial<AliasRow>) {
  return toAlias(v.parse(aliasRowSchema, aliasRow({ id: 9, address: 'team@example.org', ...row })))
}

describe('an alias', () => {
  test('has its address in lower case and its members as stored', () => {
    expect(read({ address: 'UPPER@example.org', goto: 'Bob@example.org,alice@example.org' })).toMatchObject({
      id: 9,
      address: 'upper@example.org',
      goto: ['Bob@example.org', 'alice@example.org'],
    })
  })

  test('has no empty members and no blanks around them', () => {
    expect(read({ goto: ' a@example.org, ,b@example.org,' }).goto).toEqual(['a@example.org', 'b@example.org'])
  })

  test('has a flag on only where the server stores 1', () => {
    expect(read({ active: 2, internal: -1, sender_allowed: 1, sogo_visible: 0 }).flags).toEqual({
      active: false,
      internal: false,
      senderAllowed: true,
      sogoVisible: false,
    })
  })

  test('was last written when it was modified, else when it was made', () => {
    expect(read({ created: '2026-01-01 00:00:00' }).modified).toBe('2026-01-01 00:00:00')
    expect(read({ created: '2026-01-01 00:00:00', modified: '2026-02-01 00:00:00' }).modified).toBe(
      '2026-02-01 00:00:00',
    )
  })

  test('of an older server has the flags off that it does not know', () => {
    const { internal: _i, sender_allowed: _s, ...row } = aliasRow({ id: 9, address: 'team@example.org' })
    expect(toAlias(v.parse(aliasRowSchema, row)).flags).toMatchObject({
      internal: false,
      senderAllowed: false,
    })
  })

  test('has empty text where there is no comment, and comments byte for byte', () => {
    expect(read({})).toMatchObject({ privateComment: '', publicComment: '' })
    expect(read({ private_comment: 'a\n<b>ü' }).privateComment).toBe('a\n<b>ü')
  })
})

test.each([
  [{ backupmx: 0, relay_all_recipients: 0 }, false],
  [{ backupmx: 1, relay_all_recipients: 0 }, true],
  [{ backupmx: 0, relay_all_recipients: 1 }, true],
])('a domain with %j relays: %s', (row, relay) => {
  expect(toDomain(domainRow({ domain_name: 'Example.org', aliases_left: -3, ...row }))).toEqual({
    name: 'example.org',
    active: true,
    relay,
    aliasesLeft: -3,
  })
})

test('an alias domain has its name and target in lower case', () => {
  expect(toAliasDomain({ alias_domain: 'Alias.test', target_domain: 'Example.org' })).toEqual({
    name: 'alias.test',
    target: 'example.org',
  })
})

test.each([
  [0, false],
  [1, true],
  [2, true],
])('a mailbox with active %i receives mail: %s', (active, receives) => {
  expect(toMailbox(mailboxRow({ username: 'Alice@example.org', active }))).toEqual({
    address: 'alice@example.org',
    receives,
  })
})

test('sorting goes by code unit, by number, keeps equals in place and leaves the original', () => {
  const names = ['b', 'a', 'B']
  expect(sorted(names, (name) => name)).toEqual(['B', 'a', 'b'])
  expect(names).toEqual(['b', 'a', 'B'])
  expect(sorted([10, 9, 9], (id) => id)).toEqual([9, 9, 10])
})
