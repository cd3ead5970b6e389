import * as v from 'valibot'
import { describeSettings, type SettingDescription } from '../describe/describe.ts'
import { settingsSchema } from '../schema/schema.ts'
import {
  type Environment,
  type Settings,
  type SettingsIo,
  type SettingValues,
  settingKey,
} from '../settings.ts'
import { checkCaFile } from './ca-file.ts'
import { defaultDataDir } from './data-dir.ts'
import { readEnvironment } from './environment.ts'
import { SettingsError, type SettingsProblem } from './error.ts'
import { unknownSettings } from './unknown.ts'
import { settingsWarnings } from './warnings.ts'

/**
 * Reads all settings from the environment.
 *
 * @throws SettingsError with every problem there is, in the order of the description, unknown variables last
 */
export function loadSettings(env: Environment, io: SettingsIo): Settings {
  const settings = describeSettings()
  const raw = readEnvironment(settings, env, io)
  const dataDir = defaultDataDir(env)
  const values = dataDir === undefined ? raw.values : { COWHERD_DATA_DIR: dataDir, ...raw.values }
  const parsed = v.safeParse(settingsSchema, values, { abortPipeEarly: true })
  const found = new Map([...schemaProblems(settings, parsed.issues ?? []), ...raw.problems])
  const caProblem = checkCaFile(raw.values.COWHERD_CA_FILE, io)
  if (caProblem) found.set('COWHERD_CA_FILE', caProblem)
  const problems = [
    ...settings.flatMap(({ name }) => found.get(name) ?? []),
    ...unknownSettings(settings, env),
  ]
  if (!parsed.success || problems.length > 0) throw new SettingsError(problems)
  return freezeSettings(parsed.output)
}

function schemaProblems(
  settings: readonly SettingDescription[],
  issues: readonly v.InferIssue<typeof settingsSchema>[],
): [string, SettingsProblem][] {
  return settings.flatMap((setting) => {
    const issue = issues.find(({ path }) => path?.[0].key === setting.name)
    return issue
      ? [[setting.name, { setting: setting.name, problem: issue.message, fix: fixFor(setting) }]]
      : []
  })
}

function fixFor({ name, fileName, type, example }: SettingDescription): string {
  if (fileName !== undefined)
    return `Set ${name} to the real value, or ${fileName} to the path of a file that holds it.`
  return `Set it to ${type}${example === undefined ? '' : `, such as ${example}`}.`
}

function freezeSettings(values: SettingValues): Settings {
  const entries = Object.entries(values).map(([name, value]) => [settingKey(name), Object.freeze(value)])
  const warnings = settingsWarnings(values).map((warning) => Object.freeze(warning))
  return Object.freeze({ ...Object.fromEntries(entries), warnings: Object.freeze(warnings) })
}
