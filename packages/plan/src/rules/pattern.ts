import type { AttributePath, AttributeTest, NamePattern } from '@cowherd/rules'
import picomatch from 'picomatch'

/** A test of a name. */
export type NameTest = (name: string) => boolean

/** A test by globs as settings give them; undefined where there is none, so that every name passes. */
export function globTest(globs: readonly string[]): NameTest | undefined {
  // A slash in a group's name is a character like any other.
  return globs.length === 0 ? undefined : picomatch([...globs], { bash: true, dot: true })
}

/** A test whether a name matches one of the patterns; undefined where there is none, so that every name passes. */
export function nameTest(patterns: readonly NamePattern[] | undefined): NameTest | undefined {
  if (!patterns) return undefined
  const globs = patterns.flatMap((pattern) => (pattern.kind === 'glob' ? [pattern.glob] : []))
  const regexes = patterns.flatMap((pattern) =>
    pattern.kind === 'regex' ? [new RegExp(pattern.source, pattern.flags)] : [],
  )
  const byGlob = globTest(globs)
  return (name) => byGlob?.(name) === true || regexes.some((regex) => regex.test(name))
}

/** The value at a path of keys, or undefined. A key may also be written flat, as `cowherd.address`. */
export function attributeAt(attributes: Readonly<Record<string, unknown>>, path: AttributePath): unknown {
  const nested = path.reduce<unknown>(
    (value, key) => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    attributes,
  )
  if (nested !== undefined || path.length === 1) return nested ?? undefined
  const flat = path.join('.')
  return Object.hasOwn(attributes, flat) ? attributes[flat] : undefined
}

/** Whether attributes pass a test; values are compared as text. */
export function passesTest(attributes: Readonly<Record<string, unknown>>, test: AttributeTest): boolean {
  const value = attributeAt(attributes, test.path)
  if ('exists' in test) return (value !== undefined && value !== null) === test.exists
  const items = Array.isArray(value) ? value : [value]
  const wanted = new Set(test.values.map(String))
  return items.some((item) => isScalar(item) && wanted.has(String(item)))
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

/** Whether a value is a mapping. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
