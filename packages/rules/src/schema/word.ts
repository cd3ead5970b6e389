import * as v from 'valibot'
import { mustBe, orList } from './reading.ts'

/** One of a few words, in exactly this spelling. */
export function word<const Words extends readonly string[]>(words: Words) {
  return v.picklist(words, mustBe(orList(words)))
}

/** True or false. */
export function flag() {
  return v.boolean(mustBe('true or false'))
}

/** Text on one line, without blanks at its ends. */
export function line(what: string, octetsMax: number) {
  return v.pipe(
    v.string(mustBe(what)),
    v.check((text) => text.trim() !== '', 'must not be empty'),
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    v.check((text) => !/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text), 'must be on one line'),
    v.check((text) => Buffer.byteLength(text) <= octetsMax, `must not be longer than ${octetsMax} bytes`),
    v.transform((text) => text.trim()),
  )
}
