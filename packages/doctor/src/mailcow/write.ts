import type { KeyAccess } from '@cowherd/setup'
import type { Verdict } from '../check/check.ts'
import { ok, problem, warning } from '../check/verdict.ts'

/** Whether the key may change aliases; it was found out without writing. */
export function judgeAccess(access: KeyAccess): Verdict {
  switch (access) {
    case 'read-write':
      return ok('It may; found out without writing.')
    case 'read-only':
      return problem(
        'The key in MAILCOW_API_KEY may only read: plans can be made and nothing can be changed.',
        'Set MAILCOW_API_KEY to the key of the read-write access (Mailcow: System > Configuration > Access > API).',
      )
    case 'unknown':
      return warning(
        'This version of Mailcow does not show whether the key may write.',
        'The first sync will show it: look at it with cowherd sync --dry-run, then run cowherd sync.',
      )
  }
}
