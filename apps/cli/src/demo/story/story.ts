import { deletion } from './deletion.ts'
import { drift } from './drift.ts'
import { emptyDirectory } from './empty-directory.ts'
import { foreignEdit } from './foreign-edit.ts'
import { joiner } from './joiner.ts'
import { leaver } from './leaver.ts'
import { renaming } from './renaming.ts'
import type { Scene } from './scene.ts'
import { swap } from './swap.ts'

/** What happens in the company, in order. */
export const story: readonly Scene[] = [
  joiner,
  leaver,
  renaming,
  swap,
  deletion,
  drift,
  foreignEdit,
  emptyDirectory,
]
