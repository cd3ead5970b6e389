import type { Flags } from '@cowherd/plan'
import type { AliasRow } from './schemas.ts'

/** Flags that came later than others: their field, and the first version that has it. */
const later: readonly { flag: keyof Flags; field: keyof AliasRow; since: string }[] = [
  { flag: 'internal', field: 'internal', since: '2025-09' },
  { flag: 'senderAllowed', field: 'sender_allowed', since: '2026-01' },
]

/**
 * The flags that this version of the server neither stores nor tells.
 *
 * @param version as the server names it, such as `2026-07a`; decides only where there is no alias to look at
 */
export function absentFlagsOf(rows: readonly AliasRow[], version: string): readonly (keyof Flags)[] {
  return later
    .filter(({ field, since }) =>
      rows.length > 0
        ? rows.every((row) => row[field] === undefined)
        : /^\d{4}-\d{2}/.test(version) && version < since,
    )
    .map(({ flag }) => flag)
}
