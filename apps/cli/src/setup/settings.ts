import { parseEnv } from 'node:util'
import { loadSettings, type Settings } from '@cowherd/config'
import type { Command } from 'commander'
import { UsageError } from '../program/failure.ts'
import type { Io } from '../program/io.ts'

type Variables = Readonly<Record<string, string | undefined>>

/** What is known before everything is set up. */
export interface Known {
  /** The settings; those that are not set yet have a stand-in. */
  readonly settings: Settings
  /** Whether a setting is set, itself or by its `…_FILE`. */
  readonly has: (name: string) => boolean
  /** The file that a secret is in, by its `…_FILE`. */
  readonly fileOf: (name: string) => string | undefined
  /** The file to write settings into, which need not be there yet. */
  readonly envFile: string | undefined
}

/**
 * The settings of which a set-up makes use: the file to write into, then the environment, then
 * the file of `--env-file`. What is to be written is the truth: a shell may still hold what stood there before.
 * Warnings about them go to stderr.
 *
 * @param names of the settings that are looked at
 * @param given settings that the command line holds; they come before all others
 * @param write file to write settings into; default the file of `--env-file`
 * @throws SettingsError for wrong ones
 * @throws UsageError for a file that is there and cannot be read
 */
export function knownSettings(
  command: Command,
  io: Io,
  names: readonly string[],
  given: Variables,
  write?: string,
): Known {
  const path: unknown = command.optsWithGlobals()['envFile']
  const globalFile = typeof path === 'string' ? path : undefined
  // Node itself ends where the file of --env-file is missing, so that a new one needs an option of its own.
  const envFile = write ?? globalFile
  const env: Variables = { ...readEnvFile(globalFile, io), ...io.env, ...readEnvFile(write, io) }
  const all = names.flatMap((name) => [name, `${name}_FILE`])
  const kept = Object.fromEntries(all.flatMap((name) => (isSet(env[name]) ? [[name, env[name]]] : [])))
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue
    kept[name] = value
    delete kept[`${name}_FILE`]
  }
  const isGiven = (name: string) => kept[name] !== undefined || kept[`${name}_FILE`] !== undefined
  const standIn = Object.fromEntries(Object.entries(standIns).filter(([name]) => !isGiven(name)))
  // The folder of data is looked for in these where it is not set.
  const folders = { HOME: env['HOME'], XDG_STATE_HOME: env['XDG_STATE_HOME'] }
  const settings = loadSettings({ ...folders, ...standIn, ...kept }, { readFile: io.readFile })
  for (const { message } of settings.warnings) io.stderr.write(`warning: ${message}\n`)
  return {
    settings,
    has: isGiven,
    fileOf: (name) => (given[name] === undefined ? kept[`${name}_FILE`] : undefined),
    envFile,
  }
}

function readEnvFile(path: string | undefined, io: Io): Variables {
  if (path === undefined) return {}
  try {
    return parseEnv(io.readFile(path))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {}
    throw new UsageError(`the file ${path} cannot be read`)
  }
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value.trim() !== ''
}

const standIns: Variables = {
  AK_BASE: 'https://not-used.invalid',
  AK_TOKEN: 'not-used',
  MAILCOW_API_URL: 'https://not-used.invalid',
  MAILCOW_API_KEY: 'not-used',
  COWHERD_DOMAIN: 'not-used.invalid',
  COWHERD_OWNER: 'main',
}
