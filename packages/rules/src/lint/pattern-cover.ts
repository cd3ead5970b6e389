import type { NamePattern } from '../model/pattern.ts'
import { matcher } from '../pattern/pattern.ts'

/** Globs of single stars and of characters that mean themselves. Two stars, a dot first and a slash have meanings of their own. */
const starsOnly = /^(?!\.)(?:\*(?!\*)|[\p{L}\p{N} _.,:;&=%#~-])+$/u
/** Found in every name, the empty one too. */
const everyName: ReadonlySet<string> = new Set(['.*', '^.*', '^', '$'])
/**
 * What stars are tried with. A star takes whatever another star stands for exactly when it takes a letter that neither glob has, but
 * for names with the segments `.` and `..` of a path, which stars at some places take and at others do not.
 */
const samples = ['\u{e000}', '', '/', '.', '..', './x', '../x', 'x/.', 'x/..', 'x/./x']

type Patterns = readonly NamePattern[] | undefined

/** The one name that a pattern matches, or undefined where it can match others. */
export function literalName(pattern: NamePattern): string | undefined {
  return isStarsOnly(pattern) && !pattern.glob.includes('*') ? pattern.glob : undefined
}

/** A test whether every name that others match is one that these match; false where that cannot be told. */
export function patternsCover(wide: Patterns): (narrow: Patterns) => boolean {
  if (wide === undefined) return () => true
  const tests = wide.map(patternCovers)
  return (narrow) => narrow?.every((inner) => tests.some((covers) => covers(inner))) ?? false
}

function patternCovers(outer: NamePattern): (inner: NamePattern) => boolean {
  const literal = literalName(outer)
  if (literal !== undefined) return (inner) => literalName(inner) === literal
  if (outer.kind === 'regex' && everyName.has(outer.source)) return () => true
  const matches = matcher(outer)
  return (inner) => {
    if (isSame(outer, inner)) return true
    const name = literalName(inner)
    if (name !== undefined) return matches(name)
    if (!isStarsOnly(outer) || !isStarsOnly(inner)) return false
    const isInner = matcher(inner)
    return samples
      .map((sample) => inner.glob.replaceAll('*', sample))
      .every((name) => matches(name) || !isInner(name))
  }
}

function isSame(a: NamePattern, b: NamePattern): boolean {
  return a.kind === 'glob'
    ? b.kind === 'glob' && a.glob === b.glob
    : b.kind === 'regex' && a.source === b.source && a.flags === b.flags
}

function isStarsOnly(pattern: NamePattern): pattern is Extract<NamePattern, { kind: 'glob' }> {
  return pattern.kind === 'glob' && starsOnly.test(pattern.glob)
}
