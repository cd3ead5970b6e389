import * as v from 'valibot'

/** A text of the file that was understood, or what is wrong with it, to be read after the key's name. */
export type Reading<Value> = { readonly value: Value } | { readonly problem: string }

/** A text with a notation of its own. `what` names it with its article: `a mail domain`. */
export function reading<Value>(what: string, read: (text: string) => Reading<Value>) {
  return v.pipe(
    v.string(mustBe(what)),
    v.rawTransform<string, Value>(({ dataset, addIssue, NEVER }) => {
      const result = read(dataset.value)
      if ('value' in result) return result.value
      addIssue({ message: result.problem })
      return NEVER
    }),
  )
}

/** The message for a value that is not what it has to be. */
export function mustBe(what: string): (issue: { readonly input: unknown }) => string {
  return ({ input }) => {
    const quotes = what.includes('text') && isUnquotedScalar(input) ? ' (put it in quotes)' : ''
    return `must be ${what}, not ${shown(input)}${quotes}`
  }
}

/** A value of the file in a message: short, on one line. */
function shown(input: unknown): string {
  if (input === null || input === undefined) return 'nothing'
  if (Array.isArray(input)) return 'a list'
  if (typeof input === 'object') return 'a mapping'
  if (typeof input !== 'string') return String(input)
  return JSON.stringify(input.length > 60 ? `${input.slice(0, 59)}…` : input)
}

/** Words as people list them: `a, b or c`. */
export function orList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

function isUnquotedScalar(input: unknown): boolean {
  return typeof input === 'number' || typeof input === 'boolean'
}
