import * as v from 'valibot'
import { choice } from '../value/choice.ts'
import { about } from '../value/metadata.ts'
import { nameGlobs, path } from '../value/text.ts'

/** Which groups get an alias, and who is in it. */
export const groupSettings = {
  COWHERD_GROUPS: v.optional(
    v.pipe(
      choice(['opt-in', 'all']),
      v.description(
        'Which groups get an alias: opt-in takes those whose attribute cowherd.enabled is true, all takes every one where it is not false.',
      ),
      about({ defaultText: 'all, but a large first run waits for approval' }),
    ),
  ),
  COWHERD_CONFIG: v.optional(
    v.pipe(
      path(),
      v.description(
        'File of rules (docs/rules.md): which groups get which aliases, with which options. A running service reads it again on SIGHUP.',
      ),
      about({ example: '/etc/cowherd/cowherd.yaml', defaultText: 'no rules' }),
    ),
  ),
  COWHERD_INCLUDE: v.optional(
    v.pipe(
      nameGlobs(),
      v.description('Only groups with such a name get an alias.'),
      about({ defaultText: 'every name' }),
    ),
    '',
  ),
  COWHERD_EXCLUDE: v.optional(
    v.pipe(nameGlobs(), v.description('Groups with such a name get no alias, even if included.')),
    '',
  ),
  COWHERD_EXTERNAL_MEMBERS: v.optional(
    v.pipe(
      choice(['keep', 'drop']),
      v.description('What becomes of members whose address is in no domain that Mailcow serves.'),
    ),
    'keep',
  ),
  COWHERD_SERVICE_ACCOUNTS: v.optional(
    v.pipe(choice(['exclude', 'include']), v.description('Whether service accounts are members.')),
    'exclude',
  ),
}
