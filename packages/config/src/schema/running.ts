import * as v from 'valibot'
import { choice } from '../value/choice.ts'
import { about } from '../value/metadata.ts'
import { wholeNumber } from '../value/number.ts'
import { path } from '../value/text.ts'

/** Where and how loudly Cowherd runs. */
export const runningSettings = {
  // Only the last resort stands here: the folder depends on the environment.
  COWHERD_DATA_DIR: v.optional(
    v.pipe(
      path(),
      v.description('Folder for what is kept between runs, such as exports of the aliases.'),
      about({
        defaultText: '$XDG_STATE_HOME/cowherd, else $HOME/.local/state/cowherd, else ./cowherd-data',
        example: '/var/lib/cowherd',
      }),
    ),
    './cowherd-data',
  ),
  COWHERD_AUDIT_DAYS: v.optional(
    v.pipe(
      wholeNumber(0, 36_500),
      v.description(
        'How many days the audit log in COWHERD_DATA_DIR is kept (docs/audit.md); 0 keeps it for good.',
      ),
    ),
    '400',
  ),
  COWHERD_LOG_LEVEL: v.optional(
    v.pipe(
      choice(['debug', 'info', 'warn', 'error']),
      v.description('The least severe entries that are logged.'),
    ),
    'info',
  ),
}
