import type { SettingsIo } from '../settings.ts'
import type { SettingsProblem } from './error.ts'
import { readNamedFile } from './file.ts'

/** Reads a secret from a file, without the blanks and line breaks around it. Gives a problem where there is none to read. */
export function readSecretFile(setting: string, path: string, io: SettingsIo): string | SettingsProblem {
  const shownPath = showPath(path)
  const text = readNamedFile(setting, path, io, shownPath)
  if (typeof text === 'object') return text
  const secret = text.trim()
  if (secret !== '') return secret
  return { setting, problem: `names an empty file: ${shownPath}`, fix: 'Write the secret into the file.' }
}

/** What is no path may be the secret itself, put into the wrong variable. */
function showPath(path: string): string {
  return /[/\\]/.test(path) ? path : 'not shown, as it is not a whole path'
}
