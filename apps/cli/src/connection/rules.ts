import { basename } from 'node:path'
import type { Settings } from '@cowherd/config'
import { emptyRules, parseRules, type Rules } from '@cowherd/rules'
import { UsageError } from '../program/failure.ts'
import type { Io } from '../program/io.ts'

/**
 * The rules of the file that COWHERD_CONFIG names; none where it names none.
 *
 * @throws RulesError with every problem of the file; UsageError where it cannot be read
 */
export function rulesOf({ config }: Pick<Settings, 'config'>, io: Pick<Io, 'readFile'>): Rules {
  if (config === undefined) return emptyRules
  let text: string
  try {
    text = io.readFile(config)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`COWHERD_CONFIG names a file that cannot be read: ${reason}`)
  }
  return parseRules(text, basename(config))
}
