import type { SettingsIo } from '../settings.ts'
import type { SettingsProblem } from './error.ts'
import { readNamedFile } from './file.ts'

/** Checks that the file of private certificate authorities can be read and holds a certificate. */
export function checkCaFile(path: string | undefined, io: SettingsIo): SettingsProblem | undefined {
  if (path === undefined) return undefined
  const setting = 'COWHERD_CA_FILE'
  const text = readNamedFile(setting, path, io)
  if (typeof text === 'object') return text
  if (text.includes('-----BEGIN CERTIFICATE-----')) return undefined
  return {
    setting,
    problem: `names a file without a certificate: ${path}`,
    fix: 'Write the certificates of the authorities into it, in PEM form.',
  }
}
