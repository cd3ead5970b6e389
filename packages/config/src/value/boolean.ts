import * as v from 'valibot'
import { about } from './metadata.ts'

const yes = ['1', 'true', 'yes', 'on']
const no = ['0', 'false', 'no', 'off']
// JSON schema knows no case-insensitive patterns.
const pattern = new RegExp(`^(?:${[...yes, ...no].map(inAnyCase).join('|')})$`)

/** Yes or no, in the usual spellings and any case. */
export function boolean() {
  return v.pipe(
    v.string(),
    about({ typeText: '1 or 0 (also true/false, yes/no, on/off)' }),
    v.regex(pattern, 'is neither yes nor no'),
    v.transform((text) => yes.includes(text.toLowerCase())),
  )
}

function inAnyCase(word: string): string {
  return word.replaceAll(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`)
}
