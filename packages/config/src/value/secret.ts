import * as v from 'valibot'
import { about } from './metadata.ts'
import { isPlaceholder } from './placeholder.ts'

/** What an HTTP header may carry without quoting (RFC 9110 section 5.5, visible characters only). */
const visibleAscii = /^[\x21-\x7e]+$/

/** A token or a key. */
export function secret() {
  return v.pipe(
    v.string(),
    about({ typeText: 'a secret', secret: true }),
    v.check((text) => !isPlaceholder(text), 'holds a placeholder'),
    v.regex(visibleAscii, 'holds a blank, a line break or a character outside ASCII'),
  )
}
