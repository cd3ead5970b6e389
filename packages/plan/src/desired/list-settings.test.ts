import type { ListOptions } from '@cowherd/rules'
import { expect, test } from 'vitest'
import { readGroupAttributes } from '../selection/attributes.ts'
import type { Selection } from '../selection/select.ts'
import { groupOf } from '../testkit/people.ts'
import { settingsOf } from '../testkit/settings.ts'
import { listSettings } from './list-settings.ts'

const selection = (cowherd: object, options?: Selection['options']): Selection => ({
  group: groupOf(1, 'a'),
  attributes: readGroupAttributes({ cowherd }, 'example.org'),
  ...{ rule: undefined, options, skip: undefined },
})
const flags = { internal: false, senderAllowed: false, sogoVisible: true }
const common = { internal: true, senderAllowed: true, sogoVisible: false, publicComment: 'by rule' }
const none = { address: undefined, domain: undefined }
const members: ListOptions['members'] = {
  nested: false,
  serviceAccounts: 'include',
  external: 'drop',
  withoutMailbox: 'keep',
  domains: { names: ['x.test'], served: false },
  addressFrom: [{ attribute: ['mail'] }],
  add: ['more@x.test'],
  leaveOut: [{ username: 'Ann', address: 'ann@x.test' }],
}
const rule: ListOptions = {
  ...none,
  ...common,
  policy: 'upsert-only',
  orphans: 'release',
  large: 'split',
  members,
}

test('what neither a group nor a rule says is as the settings say', () => {
  expect(listSettings(selection({}), settingsOf())).toEqual({
    ...{ flags, publicComment: undefined, policy: 'sync', orphans: 'retire', large: 'refuse' },
    members: {
      ...{ nested: true, serviceAccounts: 'exclude', external: 'keep', withoutMailbox: 'drop' },
      ...{ domains: undefined, addressFrom: ['email'], add: [] },
      ...{ leaveOutUsers: new Set(), leaveOutAddresses: new Set() },
    },
  })
})

test('a rule comes before the settings', () => {
  expect(listSettings(selection({}, rule), settingsOf())).toEqual({
    flags: { internal: true, senderAllowed: true, sogoVisible: false },
    ...{ publicComment: 'by rule', policy: 'upsert-only', orphans: 'release', large: 'split' },
    members: {
      ...{ nested: false, serviceAccounts: 'include', external: 'drop', withoutMailbox: 'keep' },
      ...{ domains: members.domains, addressFrom: members.addressFrom, add: ['more@x.test'] },
      ...{ leaveOutUsers: new Set(['Ann']), leaveOutAddresses: new Set(['ann@x.test']) },
    },
  })
})

test('a group comes before its rule, and adds to whom the rule adds and leaves out', () => {
  const asked = {
    ...{ internal: false, sender_allowed: false, sogo_visible: true, public_comment: 'by group' },
    ...{ extra_members: ['extra@x.test', 'more@x.test'], exclude_members: ['bob', 'Carl@X.test'] },
  }
  const { members, ...list } = listSettings(selection(asked, rule), settingsOf())
  expect(list).toMatchObject({ flags, publicComment: 'by group' })
  expect(members.add).toEqual(['more@x.test', 'extra@x.test'])
  expect(members.leaveOutUsers).toEqual(new Set(['Ann', 'bob', 'Carl@X.test']))
  expect(members.leaveOutAddresses).toEqual(new Set(['ann@x.test', 'carl@x.test']))
})
