import type { SettingsIo } from '../settings.ts'
import type { SettingsProblem } from './error.ts'

/**
 * Reads the file that a setting names. Gives a problem where that fails.
 *
 * @param shownPath the path as messages may show it
 */
export function readNamedFile(
  setting: string,
  path: string,
  io: SettingsIo,
  shownPath: string = path,
): string | SettingsProblem {
  try {
    return io.readFile(path)
  } catch (error) {
    return {
      setting,
      problem: `names a file that cannot be read: ${shownPath} (${reasonOf(error)})`,
      fix: 'Set it to the path of a file that Cowherd may read.',
    }
  }
}

/** The system's error code alone: a message could quote the file. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^E[A-Z]+$/.test(code) ? code : 'unknown reason'
}
