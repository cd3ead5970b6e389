import * as v from 'valibot'
import { about } from './metadata.ts'

/** One of a few words, in exactly this spelling. */
export function choice<const Options extends readonly [string, string, ...string[]]>(options: Options) {
  return v.pipe(
    v.picklist(options, 'is none of the words it can be'),
    about({ typeText: `${options.slice(0, -1).join(', ')} or ${options.at(-1)}` }),
  )
}
