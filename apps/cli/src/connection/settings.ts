import { parseEnv } from 'node:util'
import { loadSettings, type Settings } from '@cowherd/config'
import type { PlanSettings } from '@cowherd/plan'
import type { Rules } from '@cowherd/rules'
import type { Command } from 'commander'
import { UsageError } from '../program/failure.ts'
import type { Io } from '../program/io.ts'

/** The environment, with the file given by `--env-file` behind it. Throws UsageError where the file cannot be read. */
export function environmentOf(command: Command, io: Io): Readonly<Record<string, string | undefined>> {
  const path: unknown = command.optsWithGlobals()['envFile']
  if (typeof path !== 'string') return io.env
  try {
    return { ...parseEnv(io.readFile(path)), ...io.env }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`--env-file ${path} cannot be read: ${reason}`)
  }
}

/** The settings in force; their warnings go to stderr. Throws SettingsError. */
export function settingsOf(command: Command, io: Io): Settings {
  const settings = loadSettings(environmentOf(command, io), { readFile: io.readFile })
  for (const { message } of settings.warnings) io.stderr.write(`warning: ${message}\n`)
  return settings
}

/** What a plan needs of the settings. */
export function planSettings(settings: Settings, rules: Rules): PlanSettings {
  return {
    owner: settings.owner,
    domain: settings.domain,
    policy: settings.policy,
    groups: settings.groups,
    rules,
    include: settings.include,
    exclude: settings.exclude,
    adopt: settings.adopt,
    externalMembers: settings.externalMembers,
    serviceAccounts: settings.serviceAccounts,
    flags: {
      internal: settings.internal,
      senderAllowed: settings.senderAllowed,
      sogoVisible: settings.sogoVisible,
    },
    orphanDays: settings.orphanDays,
    orphanRuns: settings.orphanRuns,
    thresholds: {
      removedAliases: settings.maxRemovedAliases / 100,
      removedMemberships: settings.maxRemovedMemberships / 100,
      memberLoss: settings.maxMemberLoss / 100,
      floor: settings.thresholdFloor,
      firstRunMax: settings.firstRunMax,
    },
  }
}

/** What the memory needs of the settings. */
export type MemorySettings = Pick<
  Settings,
  'owner' | 'dataDir' | 'mailcowApiUrl' | 'queueUrl' | 'settleMs' | 'auditDays'
>

/** The settings of the memory alone: pausing must be possible where everything else is wrong. Throws SettingsError. */
export function memorySettingsOf(command: Command, io: Io): MemorySettings {
  const env = environmentOf(command, io)
  const kept = [
    'COWHERD_OWNER',
    'COWHERD_DATA_DIR',
    'COWHERD_AUDIT_DAYS',
    'COWHERD_QUEUE_URL',
    'COWHERD_QUEUE_URL_FILE',
    'XDG_STATE_HOME',
    'HOME',
  ]
  return loadSettings(
    { ...standIns, ...Object.fromEntries(kept.map((name) => [name, env[name]])) },
    { readFile: io.readFile },
  )
}

/** Values for what the memory does not look at. */
const standIns = {
  AK_BASE: 'https://not-used.invalid',
  AK_TOKEN: 'not-used',
  MAILCOW_API_URL: 'https://not-used.invalid',
  MAILCOW_API_KEY: 'not-used',
  COWHERD_DOMAIN: 'not-used.invalid',
}
