import { isAlias, parseDocument, visit } from 'yaml'
import type { RulesProblem } from '../parse/error.ts'
import { keyProblems } from './keys.ts'
import { linesOf, type Path, type Place, placeOf, placesOf } from './place.ts'
import { countValues } from './size.ts'

/** Longest file, in characters. */
const charactersMax = 1_000_000
/** Most aliases (`*name`), and most uses of one anchor where aliases stand inside aliases. */
const aliasesMax = 1_000
/** Most values once aliases are expanded. */
const valuesMax = 200_000

/** A file that is sound YAML. */
export interface YamlFile {
  readonly value: unknown
  /** Where a value stands, or its key; the nearest thing around it where it is not in the file. */
  readonly place: (path: Path, of: 'key' | 'value') => Place
}

/** Reads YAML 1.2 with merge keys; one document. Any text gives a file or problems. */
export function readYaml(text: string): YamlFile | readonly RulesProblem[] {
  if (text.length > charactersMax) return [atStart(`is longer than ${charactersMax} characters`)]
  try {
    return read(text)
  } catch (error) {
    // The parser recurses, and resolves aliases late.
    return [
      atStart(error instanceof RangeError ? 'is nested too deeply' : `cannot be read: ${messageOf(error)}`),
    ]
  }
}

function read(text: string): YamlFile | readonly RulesProblem[] {
  const lines = linesOf(text)
  const document = parseDocument(text, {
    merge: true,
    prettyErrors: false,
    stringKeys: true,
    // Done by keyProblems in linear time.
    uniqueKeys: false,
  })
  const faults = [...document.errors, ...document.warnings]
  if (faults.length > 0) {
    return faults.map(({ pos, message }) => ({ ...placeOf(lines, pos[0]), key: '', problem: message }))
  }
  const problems = keyProblems(document, lines)
  if (problems.length > 0) return problems

  let aliases = 0
  visit(document, (_, node) => {
    if (isAlias(node)) aliases += 1
  })
  if (aliases > aliasesMax) return [atStart(`has more than ${aliasesMax} aliases`)]
  const value: unknown = document.toJS({ maxAliasCount: aliasesMax })
  const values = countValues(value)
  if (values === undefined) return [atStart('has an alias inside of what it stands for')]
  if (values > valuesMax) return [atStart(`has more than ${valuesMax} values once its aliases are expanded`)]
  return { value, place: placesOf(document, lines) }
}

function atStart(problem: string): RulesProblem {
  return { line: 1, column: 1, key: '', problem }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
