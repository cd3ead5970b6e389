import * as v from 'valibot'
import { about } from './metadata.ts'

const address = /^[^\s@,<>"]+@[^\s@,<>"]+$/

/** One mail address. */
export function mailAddress() {
  return v.pipe(
    v.string(),
    about({ typeText: 'a mail address', example: 'cowherd@example.com' }),
    v.regex(address, 'is not a mail address'),
  )
}

/** Mail addresses separated by commas; none where the text is empty. */
export function mailAddresses() {
  return v.pipe(
    v.string(),
    about({
      typeText: 'mail addresses separated by commas',
      example: 'admin@example.com',
      defaultText: 'nobody',
    }),
    v.transform((text): readonly string[] =>
      text
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== ''),
    ),
    v.check((list) => list.every((one) => address.test(one)), 'holds something that is not a mail address'),
  )
}
