import { type Environment, isSet, type Settings, settingKey } from '../settings.ts'
import { describeSettings, type SettingDescription } from './describe.ts'

/** Where a value came from. */
export type SettingSource = 'environment' | 'file' | 'default' | 'unset'

/** One setting as it is in force. */
export interface ShownSetting {
  readonly name: string
  /** As it would be written into the environment; a secret is `set` or `unset`; empty while unset. */
  readonly value: string
  readonly source: SettingSource
}

/**
 * What is in force and where it came from, without secrets, in the order of the description.
 *
 * @param env the environment that the settings were loaded from
 */
export function showSettings(settings: Settings, env: Environment): ShownSetting[] {
  const values: Readonly<Record<string, unknown>> = settings
  return describeSettings().map((setting) => {
    const value = values[settingKey(setting.name)]
    return {
      name: setting.name,
      value: setting.secret ? (value === undefined ? 'unset' : 'set') : valueText(value),
      source: sourceOf(setting, value, env),
    }
  })
}

function sourceOf(setting: SettingDescription, value: unknown, env: Environment): SettingSource {
  if (isSet(env[setting.name])) return 'environment'
  if (setting.fileName !== undefined && isSet(env[setting.fileName])) return 'file'
  return value === undefined ? 'unset' : 'default'
}

function valueText(value: unknown): string {
  if (value === undefined) return ''
  if (typeof value === 'boolean') return value ? '1' : '0'
  return String(value)
}
