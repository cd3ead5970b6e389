import * as v from 'valibot'
import { about } from './metadata.ts'

/** The address of a server with what lets one in; a secret as a whole. */
export function secretUrl(schemes: readonly [string, string]) {
  const typeText = `a ${schemes.map((scheme) => `${scheme}://`).join(' or ')} address`
  return v.pipe(
    v.string(),
    about({ typeText, secret: true }),
    v.check(
      (text) =>
        URL.canParse(text) &&
        schemes.includes(new URL(text).protocol.slice(0, -1)) &&
        new URL(text).hostname !== '',
      `is not ${typeText}`,
    ),
  )
}
