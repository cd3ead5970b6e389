import * as v from 'valibot'
import { percentage, wholeNumber } from '../value/number.ts'

const countMax = 1_000_000

/** How much may be taken away without a person's word. */
export const safetySettings = {
  COWHERD_ORPHAN_DAYS: v.optional(
    v.pipe(
      wholeNumber(1, 3650),
      v.description(
        'How many days the alias of a group that is gone stays deactivated before it is deleted.',
      ),
    ),
    '7',
  ),
  COWHERD_ORPHAN_RUNS: v.optional(
    v.pipe(
      wholeNumber(1, 3650),
      v.description(
        'How many nightly runs must have seen that its group is gone before an alias is deleted.',
      ),
    ),
    '7',
  ),
  COWHERD_MAX_REMOVED_ALIASES: v.optional(
    v.pipe(
      percentage(),
      v.description(
        'Share of all owned aliases above which their removal within an hour waits for approval.',
      ),
    ),
    '20',
  ),
  COWHERD_MAX_REMOVED_MEMBERSHIPS: v.optional(
    v.pipe(
      percentage(),
      v.description('Share of all memberships above which their removal within an hour waits for approval.'),
    ),
    '30',
  ),
  COWHERD_MAX_MEMBER_LOSS: v.optional(
    v.pipe(
      percentage(),
      v.description('Share of its members above which the loss of one alias waits for approval.'),
    ),
    '50',
  ),
  COWHERD_THRESHOLD_FLOOR: v.optional(
    v.pipe(
      wholeNumber(0, countMax),
      v.description('From how many aliases, memberships or members up the three shares count.'),
    ),
    '10',
  ),
  COWHERD_FIRST_RUN_MAX: v.optional(
    v.pipe(
      wholeNumber(0, countMax),
      v.description('How many aliases a first run makes without approval while COWHERD_GROUPS is unset.'),
    ),
    '20',
  ),
}
