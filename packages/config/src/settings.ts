import type * as v from 'valibot'
import type { settingsSchema } from './schema/schema.ts'

/** Environment variables, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Whether a variable counts as set: blanks alone do not. */
export function isSet(value: string | undefined): value is string {
  return value !== undefined && value.trim() !== ''
}

/** What loading needs from outside. */
export interface SettingsIo {
  /** The text of a file. Throws where it cannot be read. */
  readFile(path: string): string
}

/** A setting that is allowed but unwise. Never holds a secret. */
export interface SettingsWarning {
  readonly code: 'plain-http' | 'certificate-not-checked'
  readonly message: string
}

/** The values of all settings by the name of their environment variable. */
export type SettingValues = v.InferOutput<typeof settingsSchema>

type CamelCase<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Lowercase<Head>}${Capitalize<CamelCase<Tail>>}`
  : Lowercase<Name>

type SettingKey<Name extends string> = Name extends `COWHERD_${infer Rest}`
  ? CamelCase<Rest>
  : CamelCase<Name>

/**
 * All settings in force, frozen. Keys are the variables' names in camel case without `COWHERD_`: `akBase`, `orphanDays`.
 * Shares are percentages from 0 to 100, `timeout` is in seconds, `domain` is in punycode, addresses end without a slash.
 */
export type Settings = {
  readonly [Name in keyof SettingValues as SettingKey<Name>]: SettingValues[Name]
} & { readonly warnings: readonly SettingsWarning[] }

/** The key of a setting in `Settings`. */
export function settingKey(name: string): string {
  return name
    .replace(/^COWHERD_/, '')
    .toLowerCase()
    .replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
