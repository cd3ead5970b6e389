import { type Input, toInt } from '../php.ts'

const SPECIAL = [
  ['goto_null', 'null@localhost'],
  ['goto_spam', 'spam@localhost'],
  ['goto_ham', 'ham@localhost'],
] as const

/** Whether any of `goto_null`, `goto_spam`, `goto_ham` is set to something. */
export function asksForSpecialGoto(input: Input): boolean {
  return SPECIAL.reduce((sum, [name]) => sum + toInt(input[name]), 0) !== 0
}

/** The goto that `goto_null`, `goto_spam` or `goto_ham` set to 1 stands for, if any. */
export function specialGoto(input: Input): string | undefined {
  return SPECIAL.find(([name]) => toInt(input[name]) === 1)?.[1]
}
