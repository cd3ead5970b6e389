import { type Change, changeDocument } from '@cowherd/plan'
import * as v from 'valibot'
import type { HandRun } from '../hand/make.ts'
import {
  changeSchema,
  pauseDocument,
  pauseSchema,
  resultDocument,
  resultSchema,
  savedFirstSchema,
} from './part.ts'

/** What every command that writes by hand tells. */
export const handEntries = {
  dryRun: v.pipe(v.boolean(), v.description('true where nothing was to be written')),
  changes: v.array(changeSchema),
  results: v.array(resultSchema),
  paused: pauseSchema,
  savedFirst: savedFirstSchema,
}

/** The shape of `release --json` and `owner rename --json`. */
export const handDocumentSchema = v.pipe(v.strictObject(handEntries), v.title('Cowherd changes by hand'))

/**
 * Changes that a person asked for by name, as programs read them.
 *
 * @param run undefined where they were only shown
 */
export function handDocument(
  changes: readonly Change[],
  run: HandRun | undefined,
): v.InferOutput<typeof handDocumentSchema> {
  return {
    dryRun: run === undefined,
    changes: changes.map(changeDocument),
    results: (run?.results ?? []).map(resultDocument),
    paused: pauseDocument(run?.paused),
    savedFirst: run?.savedFirst ?? null,
  }
}
