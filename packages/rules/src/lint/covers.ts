import type { AttributeTest } from '../model/pattern.ts'
import type { GroupMatch, UserMatch } from '../model/rules.ts'
import { patternsCover } from './pattern-cover.ts'

/** A test whether a group certainly meets `wide` where it meets another match; false where that cannot be told. */
export function groupMatchCovers(wide: GroupMatch): (narrow: GroupMatch) => boolean {
  const group = patternsCover(wide.group)
  const under = patternsCover(wide.under)
  return (narrow) =>
    group(narrow.group) &&
    under(narrow.under) &&
    attributesCover(wide.attributes, narrow.attributes) &&
    (wide.superuser === 'any' || wide.superuser === narrow.superuser) &&
    (wide.hasMembers === undefined || wide.hasMembers === narrow.hasMembers)
}

/** A test whether a user certainly meets `wide` where they meet another match; false where that cannot be told. */
export function userMatchCovers(wide: UserMatch): (narrow: UserMatch) => boolean {
  const user = patternsCover(wide.user)
  return (narrow) =>
    user(narrow.user) && attributesCover(wide.attributes, narrow.attributes) && wide.active === narrow.active
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
