import { type Document, isMap, isSeq, type LineCounter } from 'yaml'
import type { RulesProblem } from '../parse/error.ts'
import { formatKey } from '../parse/key.ts'
import { keyOf, mergeKey, type Path, placeOf, startOf } from './place.ts'

/** Names that objects have already: validation leaves such keys out without a word. */
const reserved: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** Keys that stand twice in one mapping or cannot be used. */
export function keyProblems(document: Document, lines: LineCounter): RulesProblem[] {
  const problems: RulesProblem[] = []
  look(document.contents, [])
  return problems

  function look(node: unknown, path: Path): void {
    if (isMap(node)) {
      const seen = new Set<string>()
      for (const pair of node.items) {
        const key = keyOf(pair)
        const problem = problemOf(key, seen)
        const inner = [...path, key]
        if (problem)
          problems.push({ ...placeOf(lines, startOf(pair.key) ?? 0), key: formatKey(inner), problem })
        seen.add(key)
        look(pair.value, inner)
      }
    } else if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) look(item, [...path, index])
    }
  }
}

function problemOf(key: string, seen: ReadonlySet<string>): string | undefined {
  if (reserved.has(key)) return 'cannot be used as a key'
  return seen.has(key) && key !== mergeKey ? 'stands there twice' : undefined
}
