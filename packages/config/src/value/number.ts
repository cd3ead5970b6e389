import * as v from 'valibot'
import { about } from './metadata.ts'

/** A whole number within bounds, both included. */
export function wholeNumber(min: number, max: number) {
  const range = `a whole number from ${min} to ${max}`
  return v.pipe(
    v.string(),
    about({ typeText: range }),
    v.regex(/^\d{1,9}$/, `is not ${range}`),
    v.transform(Number),
    v.check((value) => value >= min && value <= max, `is not ${range}`),
  )
}

/** A share as a whole percentage, 0 to 100, without the sign. */
export function percentage() {
  return v.pipe(wholeNumber(0, 100), about({ typeText: 'a percentage from 0 to 100, without the sign' }))
}
