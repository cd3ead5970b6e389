import * as v from 'valibot'
import { boolean } from '../value/boolean.ts'
import { choice } from '../value/choice.ts'
import { mailDomain, ownerName } from '../value/text.ts'

/** Which aliases are Cowherd's, and what it may do to them. */
export const ownershipSettings = {
  COWHERD_DOMAIN: v.pipe(
    mailDomain(),
    v.description('Mail domain of the aliases. An internationalised one is turned into punycode.'),
  ),
  COWHERD_OWNER: v.pipe(
    ownerName(),
    v.description(
      'Name of this installation. It stands in the private comment of its aliases; only those are ever changed.',
    ),
  ),
  COWHERD_POLICY: v.optional(
    v.pipe(
      choice(['sync', 'upsert-only', 'create-only']),
      v.description(
        'What may be done: sync does everything; upsert-only removes nothing, so leavers stay members; create-only makes new aliases and changes none.',
      ),
    ),
    'sync',
  ),
  COWHERD_ADOPT: v.optional(
    v.pipe(
      choice(['equal', 'never', 'always']),
      v.description(
        'Whether an alias that stands where a group wants one is taken over: equal takes it if it is active and has the same members.',
      ),
    ),
    'equal',
  ),
}

/** The flags of aliases that Cowherd makes. */
export const flagSettings = {
  COWHERD_INTERNAL: v.optional(
    v.pipe(boolean(), v.description('Whether only mail from the own domain is accepted.')),
    '0',
  ),
  COWHERD_SENDER_ALLOWED: v.optional(
    v.pipe(boolean(), v.description('Whether members may send as the alias.')),
    '0',
  ),
  COWHERD_SOGO_VISIBLE: v.optional(
    v.pipe(boolean(), v.description("Whether the alias is shown in SOGo's address book.")),
    '1',
  ),
}
