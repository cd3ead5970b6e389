/** What is wrong at one place of the file. */
export interface RulesProblem {
  /** From 1. */
  readonly line: number
  /** From 1. */
  readonly column: number
  /** Where it is in the file's structure, rules counted from 0: `rules[1].members.external`. Empty for the file as a whole. */
  readonly key: string
  /** What is wrong: `must be keep or drop, not "kepe"`. */
  readonly problem: string
  /** The words that may stand there, where they are few. */
  readonly allowed?: readonly string[]
}

/** Most problems in one message. */
const linesMax = 100

/** The file cannot be used. Holds every problem, in the file's order. */
export class RulesError extends Error {
  override readonly name = 'RulesError'
  readonly file: string
  readonly problems: readonly RulesProblem[]

  constructor(file: string, problems: readonly RulesProblem[]) {
    const lines = problems.slice(0, linesMax).map((problem) => describeProblem(file, problem))
    const more = problems.length - lines.length
    super([...lines, ...(more > 0 ? [`${file}: and ${more} more`] : [])].join('\n'))
    this.file = file
    this.problems = problems
  }
}

function describeProblem(file: string, { line, column, key, problem }: RulesProblem): string {
  return [`${file}:${line}:${column}`, ...(key === '' ? [] : [`${key}:`]), problem].join(' ')
}
