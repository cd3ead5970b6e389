import type * as v from 'valibot'
import type { Path } from '../yaml/place.ts'
import type { YamlFile } from '../yaml/read.ts'
import type { RulesProblem } from './error.ts'
import { formatKey } from './key.ts'

/** What a validation found, with its places, in the file's order. */
export function problemsOf(issues: readonly v.BaseIssue<unknown>[], file: YamlFile): RulesProblem[] {
  return issues
    .flatMap((issue) => leaves(issue, []))
    .map(({ issue, path }) => problemOf(issue, path, file))
    .sort((a, b) => a.line - b.line || a.column - b.column)
}

interface Leaf {
  readonly issue: v.BaseIssue<unknown>
  readonly path: Path
}

/** Where a value can have several shapes, what is wrong with the shape that it has; the issue itself where it has none of them. */
function leaves(issue: v.BaseIssue<unknown>, outer: Path): Leaf[] {
  const path = [...outer, ...pathOf(issue)]
  const inner = (issue.issues ?? []).filter((part) => part.kind !== 'schema' || part.path !== undefined)
  return inner.length === 0 ? [{ issue, path }] : inner.flatMap((part) => leaves(part, path))
}

function problemOf(issue: v.BaseIssue<unknown>, path: Path, file: YamlFile): RulesProblem {
  const allowed = wordsOf(issue)
  return {
    // Of a key that should not be there, the key is shown.
    ...file.place(path, issue.type === 'never' ? 'key' : 'value'),
    key: formatKey(path),
    problem: issue.message,
    ...(allowed.length === 0 ? {} : { allowed }),
  }
}

/** The words that would do, where only words would. */
function wordsOf({ type, expected }: v.BaseIssue<unknown>): string[] {
  // Of a missing key, what is expected is the key.
  if (type === 'strict_object') return []
  const choices = (expected ?? '').replace(/^\(|\)$/g, '').split(' | ')
  const words = choices.map((choice) =>
    choice === 'boolean' ? ['true', 'false'] : [...(/^"(.*)"$/.exec(choice)?.slice(1) ?? [])],
  )
  return words.some((found) => found.length === 0) ? [] : words.flat()
}

function pathOf({ path }: v.BaseIssue<unknown>): Path {
  return (path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)))
}
