import { createHash } from 'node:crypto'
import type { PlanSettings } from '@cowherd/plan'
import type { Reading } from '../read/read.ts'
import { settingsDigest } from './model.ts'

/**
 * Names what a reading read and the settings that it was read under: 32 hexadecimal digits. Readings of one name leave the same memory;
 * the other way round the order of the target's rows may make two names.
 */
export function readingDigest(
  { directory, target }: Pick<Reading, 'directory' | 'target'>,
  settings: PlanSettings,
): string {
  const { aliases, ...rest } = target
  const hash = createHash('sha256').update(settingsDigest(settings))
  // Piece by piece: as one text it would be many megabytes.
  for (const pieces of [directory.groups.values(), directory.users.values(), aliases, [rest]]) {
    hash.update('\n')
    for (const piece of pieces) hash.update(JSON.stringify(piece))
  }
  return hash.digest('hex').slice(0, 32)
}
