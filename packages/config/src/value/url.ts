import * as v from 'valibot'
import { about } from './metadata.ts'

const httpUrl = /^[hH][tT][tT][pP][sS]?:\/\/\S+$/

/**
 * The root address of a server. The result has no slash at its end.
 *
 * @param apiPath dropped from the end: people paste it along
 */
export function serverUrl(apiPath: string) {
  return v.pipe(
    v.string(),
    about({ typeText: 'an http or https URL without user name, password, query and fragment' }),
    v.regex(httpUrl, 'is not an http or https URL'),
    v.check(URL.canParse, 'is not an http or https URL'),
    v.check(hasNoCredentials, 'holds a user name or a password'),
    v.check(hasNoTail, 'holds a query or a fragment'),
    v.transform((text) => normaliseUrl(text, apiPath)),
  )
}

function hasNoCredentials(text: string): boolean {
  const { username, password } = new URL(text)
  return username === '' && password === ''
}

function hasNoTail(text: string): boolean {
  return !/[?#]/.test(text)
}

function normaliseUrl(text: string, apiPath: string): string {
  const { origin, pathname } = new URL(text)
  const path = pathname.replace(/\/+$/, '')
  return origin + (path.endsWith(apiPath) ? path.slice(0, -apiPath.length) : path)
}
