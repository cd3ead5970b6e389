import { describe, expect, test } from 'vitest'
import { aliasOf, domainNamed, ownedOf, targetOf } from '../testkit/target.ts'
import { createLookup } from './lookup.ts'

const target = targetOf(
  [
    aliasOf(1, 'sales@example.org'),
    aliasOf(2, 'asleep@example.org', [1], { active: false }),
    aliasOf(3, 'only@alias.test'),
    ownedOf(4, 'list@example.org', 1),
  ],
  {
    domains: [
      domainNamed('example.org'),
      domainNamed('relay.test', { relay: true }),
      domainNamed('branch.test', { active: false }),
    ],
    aliasDomains: [{ name: 'alias.test', target: 'example.org' }],
    mailboxes: [
      { address: 'ann@example.org', receives: true },
      { address: 'bob@example.org', receives: false },
    ],
  },
)
const lookup = createLookup(target, ({ privateComment }) => privateComment === '')

describe('mail to an address', () => {
  test.each([
    ['of a mailbox', 'ann@example.org', 'delivered'],
    ['of a mailbox seen through an alias domain', 'ann@alias.test', 'delivered'],
    ['of an inactive mailbox', 'bob@example.org', 'mailbox-inactive'],
    ['of an inactive mailbox through an alias domain', 'bob@alias.test', 'mailbox-inactive'],
    ['of an alias', 'sales@example.org', 'delivered'],
    ['of an alias seen through an alias domain', 'sales@alias.test', 'delivered'],
    ['of an alias in an alias domain', 'only@alias.test', 'delivered'],
    ['of an inactive alias', 'asleep@example.org', 'no-mailbox'],
    ['of an alias that does not count', 'list@example.org', 'no-mailbox'],
    ['that nobody has', 'nobody@example.org', 'no-mailbox'],
    ['in a domain that is passed on', 'nobody@relay.test', 'delivered'],
    ['in an inactive domain', 'nobody@branch.test', 'no-mailbox'],
    ['in a foreign domain', 'ann@elsewhere.test', 'external'],
  ])('%s', (_, address, delivery) => {
    expect(lookup.delivery(address)).toBe(delivery)
  })
})

test('an address is a mailbox’s in an alias domain too', () => {
  expect(lookup.isMailbox('ann@example.org')).toBe(true)
  expect(lookup.isMailbox('ann@alias.test')).toBe(true)
  expect(lookup.isMailbox('sales@example.org')).toBe(false)
  expect(lookup.isMailbox('@alias.test')).toBe(false)
})

test('an alias domain is served by the domain that it stands for', () => {
  expect(lookup.domain('alias.test')?.name).toBe('example.org')
  expect(lookup.domain('branch.test')?.active).toBe(false)
  expect(lookup.domain('elsewhere.test')).toBeUndefined()
})

test('an alias is found at its own address only', () => {
  expect(lookup.aliasAt('sales@example.org')?.id).toBe(1)
  expect(lookup.aliasAt('sales@alias.test')).toBeUndefined()
})
