import * as v from 'valibot'
import type { Rules } from '../model/rules.ts'
import { fileSchema } from '../schema/file.ts'
import { readYaml } from '../yaml/read.ts'
import { rulesOf } from './build.ts'
import { RulesError } from './error.ts'
import { problemsOf } from './issues.ts'

/**
 * Reads the text of a rules file.
 *
 * @param file its name, for messages
 * @throws RulesError with all problems; nothing else
 */
export function parseRules(text: string, file: string): Rules {
  const yaml = readYaml(text)
  if (!('value' in yaml)) throw new RulesError(file, yaml)
  const result = v.safeParse(fileSchema, yaml.value)
  if (!result.success) throw new RulesError(file, problemsOf(result.issues, yaml))
  return rulesOf(result.output.rules)
}
