import { isAbsolute, join } from 'node:path'
import { type Environment, isSet } from '../settings.ts'

/**
 * The folder for state that a user's environment asks for, or undefined where it asks for none.
 * A relative XDG_STATE_HOME counts as unset (XDG Base Directory Specification 0.8).
 */
export function defaultDataDir({ XDG_STATE_HOME: stateHome, HOME: home }: Environment): string | undefined {
  if (isSet(stateHome) && isAbsolute(stateHome)) return join(stateHome, 'cowherd')
  return isSet(home) ? join(home, '.local', 'state', 'cowherd') : undefined
}
