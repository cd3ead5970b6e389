import type { SettingDescription } from '../describe/describe.ts'
import { type Environment, isSet, type SettingsIo } from '../settings.ts'
import type { SettingsProblem } from './error.ts'
import { readSecretFile } from './secret-file.ts'

/** The variables of one environment that are set, before their values are checked. */
export interface RawSettings {
  /** Values by name, trimmed, those of secret files included. */
  readonly values: Readonly<Record<string, string>>
  /** By name of the setting. */
  readonly problems: ReadonlyMap<string, SettingsProblem>
}

const quoted = /^(["'`]).*\1$/s

/** Reads the variables of all settings and the files of secrets. */
export function readEnvironment(
  settings: readonly SettingDescription[],
  env: Environment,
  io: SettingsIo,
): RawSettings {
  const values: Record<string, string> = {}
  const problems = new Map<string, SettingsProblem>()
  for (const setting of settings) {
    const read = readSetting(setting, env, io)
    if (typeof read === 'object') problems.set(setting.name, read)
    else if (read !== undefined) values[setting.name] = read
  }
  return { values, problems }
}

function readSetting(
  { name, fileName }: SettingDescription,
  env: Environment,
  io: SettingsIo,
): string | SettingsProblem | undefined {
  const value = readVariable(name, fileName, env, io)
  // Files of variables for containers are often read without shell rules, so that quotes become part of the value.
  return typeof value === 'string' && quoted.test(value)
    ? { setting: name, problem: 'is wrapped in quotes', fix: 'Remove the quotes.' }
    : value
}

function readVariable(
  name: string,
  fileName: string | undefined,
  env: Environment,
  io: SettingsIo,
): string | SettingsProblem | undefined {
  const value = env[name]
  const path = fileName === undefined ? undefined : env[fileName]
  if (fileName === undefined || !isSet(path)) return isSet(value) ? value.trim() : undefined
  return isSet(value)
    ? { setting: name, problem: `and ${fileName} are both set`, fix: 'Remove one of the two.' }
    : readSecretFile(fileName, path.trim(), io)
}
