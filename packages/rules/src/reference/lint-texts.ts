import type { LintCode } from '../lint/finding.ts'

/** What each kind of finding means. */
export const lintTexts: Readonly<Record<LintCode, string>> = {
  unreachable: 'an earlier rule matches everything that this one matches',
  'domain-not-served': 'it names a domain that the server does not have, or not as an active one',
  'domain-unused': 'it has `domain`, but all its addresses bring their own',
  'same-address': 'another rule makes the same address',
  'one-address-for-many': 'an address without a placeholder for more than one group or user',
  'no-members-left': 'its member options leave nobody',
  'added-and-left-out': 'an address stands both in `members.add` and in `members.leave_out`',
  'duplicate-name': 'an earlier rule has the same name',
}
