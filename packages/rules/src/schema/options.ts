import * as v from 'valibot'
import { mapping } from './mapping.ts'
import { addressList, addressSources, domainSet, memberNames } from './values.ts'
import { flag, line, word } from './word.ts'

/** Mailcow refuses longer comments when an alias is made. */
const commentOctetsMax = 160

/** Keys of aliases of both kinds of rules, besides the address. */
export const aliasEntries = {
  domain: v.optional(domainSet()),
  internal: v.optional(flag()),
  sender_allowed: v.optional(flag()),
  sogo_visible: v.optional(flag()),
  public_comment: v.optional(line('text', commentOctetsMax)),
  policy: v.optional(word(['sync', 'upsert-only', 'create-only'])),
  orphans: v.optional(word(['retire', 'release'])),
}

/** Keys about who of a group is a member. */
const memberEntries = {
  nested: v.optional(flag()),
  service_accounts: v.optional(word(['exclude', 'include'])),
  external: v.optional(word(['keep', 'drop'])),
  domains: v.optional(domainSet()),
  address_from: v.optional(addressSources()),
  without_mailbox: v.optional(word(['keep', 'drop'])),
  add: v.optional(addressList()),
  leave_out: v.optional(memberNames()),
}

/** Keys of aliases of groups only. */
export const listEntries = {
  members: v.optional(mapping(memberEntries)),
  large: v.optional(word(['refuse', 'split'])),
}
