import type { AttributeTest, NamePattern } from '../model/pattern.ts'
import type { GroupMatch, UserMatch } from '../model/rules.ts'
import { matcher } from '../pattern/pattern.ts'

/** Globs made of these mean themselves, and of stars. A dot first or a slash has a meaning of its own. */
const starsOnly = /^(?!\.)[\p{L}\p{N} _.,:;&=%#~*-]+$/u
/** Found in every name, the empty one too. */
const everyName: ReadonlySet<string> = new Set(['.*', '^.*', '^', '$'])

/** Whether a group certainly meets `wide` where it meets `narrow`; false where that cannot be told. */
export function groupMatchCovers(wide: GroupMatch, narrow: GroupMatch): boolean {
  return (
    patternsCover(wide.group, narrow.group) &&
    patternsCover(wide.under, narrow.under) &&
    attributesCover(wide.attributes, narrow.attributes) &&
    (wide.superuser === 'any' || wide.superuser === narrow.superuser) &&
    (wide.hasMembers === undefined || wide.hasMembers === narrow.hasMembers)
  )
}

/** Whether a user certainly meets `wide` where it meets `narrow`; false where that cannot be told. */
export function userMatchCovers(wide: UserMatch, narrow: UserMatch): boolean {
  return (
    patternsCover(wide.user, narrow.user) &&
    attributesCover(wide.attributes, narrow.attributes) &&
    wide.active === narrow.active
  )
}

/** The one name that a pattern matches, or undefined where it can match others. */
export function literalName(pattern: NamePattern): string | undefined {
  return pattern.kind === 'glob' && isStarsOnly(pattern.glob) && !pattern.glob.includes('*')
    ? pattern.glob
    : undefined
}

function patternsCover(
  wide: readonly NamePattern[] | undefined,
  narrow: readonly NamePattern[] | undefined,
): boolean {
  if (wide === undefined) return true
  return narrow?.every((inner) => wide.some((outer) => patternCovers(outer, inner))) ?? false
}

function patternCovers(outer: NamePattern, inner: NamePattern): boolean {
  if (isSame(outer, inner)) return true
  if (outer.kind === 'regex' && everyName.has(outer.source)) return true
  const name = literalName(inner)
  if (name !== undefined) return matcher(outer)(name)
  if (
    outer.kind !== 'glob' ||
    inner.kind !== 'glob' ||
    !isStarsOnly(outer.glob) ||
    !isStarsOnly(inner.glob)
  ) {
    return false
  }
  // A star of the outer glob takes whatever a star of the inner one stands for exactly when it takes a letter that neither has.
  return matcher(outer)(inner.glob.replaceAll(/\*+/g, '\u{e000}'))
}

function attributesCover(wide: readonly AttributeTest[], narrow: readonly AttributeTest[]): boolean {
  return wide.every((outer) =>
    narrow.some((inner) => samePath(outer.path, inner.path) && attributeCovers(outer, inner)),
  )
}

function attributeCovers(outer: AttributeTest, inner: AttributeTest): boolean {
  if ('exists' in outer) return 'exists' in inner ? outer.exists === inner.exists : outer.exists
  if ('exists' in inner) return false
  const accepted = new Set(outer.values.map(String))
  return inner.values.every((value) => accepted.has(String(value)))
}

function samePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, index) => key === b[index])
}

function isSame(a: NamePattern, b: NamePattern): boolean {
  return a.kind === 'glob'
    ? b.kind === 'glob' && a.glob === b.glob
    : b.kind === 'regex' && a.source === b.source && a.flags === b.flags
}

function isStarsOnly(glob: string): boolean {
  return starsOnly.test(glob)
}
