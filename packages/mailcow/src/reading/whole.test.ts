import { expect, test } from 'vitest'
import { doubtsOf, type Rows } from './whole.ts'

const domain = {
  domain_name: 'example.org',
  active: 1,
  backupmx: 0,
  relay_all_recipients: 0,
  aliases_left: 1,
  aliases_in_domain: 0,
  mboxes_in_domain: 0,
}
const alias = {
  goto: 'a@example.org',
  active: 1,
  sogo_visible: 0,
  internal: undefined,
  sender_allowed: undefined,
  private_comment: '',
  public_comment: '',
  created: '',
}
const none: Rows = { domains: [], aliasDomains: [], mailboxes: [], aliases: [] }
const noDoubts = { mailboxes: [], aliases: [], repeatedIds: [] }

test('lists that agree with the counts raise no doubt', () => {
  expect(
    doubtsOf({
      domains: [{ ...domain, domain_name: 'Example.org', aliases_in_domain: 2, mboxes_in_domain: 1 }],
      aliasDomains: [{ alias_domain: 'Alias.test', target_domain: 'example.org' }],
      mailboxes: [{ username: 'a@example.org', active: 0 }],
      aliases: [
        { ...alias, id: 1, address: 'team@example.org' },
        { ...alias, id: 2, address: 'team@alias.test' },
      ],
    }),
  ).toEqual(noDoubts)
  expect(doubtsOf(none)).toEqual(noDoubts)
})

test.each([0, 2])('one mailbox counted and %i listed is a doubt', (listed) => {
  const mailboxes = Array.from({ length: listed }, (_, n) => ({ username: `m${n}@example.org`, active: 1 }))
  expect(doubtsOf({ ...none, domains: [{ ...domain, mboxes_in_domain: 1 }], mailboxes })).toEqual({
    ...noDoubts,
    mailboxes: [{ domain: 'example.org', counted: 1, listed }],
  })
})

test('a mailbox in a domain that is not listed is a doubt', () => {
  expect(doubtsOf({ ...none, mailboxes: [{ username: 'a@new.test', active: 1 }] })).toEqual({
    ...noDoubts,
    mailboxes: [{ domain: 'new.test', counted: 0, listed: 1 }],
  })
})

test('fewer aliases than counted are a doubt, more are none', () => {
  const domains = [{ ...domain, aliases_in_domain: 2 }]
  const aliases = [1, 2, 3].map((id) => ({ ...alias, id, address: `l${id}@example.org` }))
  expect(doubtsOf({ ...none, domains, aliases: aliases.slice(0, 1) }).aliases).toEqual([
    { domain: 'example.org', counted: 2, listed: 1 },
  ])
  expect(doubtsOf({ ...none, domains, aliases }).aliases).toEqual([])
})

test('an id that is listed twice is a doubt', () => {
  const aliases = [4, 5, 4].map((id, n) => ({ ...alias, id, address: `l${n}@example.org` }))
  expect(doubtsOf({ ...none, aliases }).repeatedIds).toEqual([4])
})
