import * as v from 'valibot'
import type { AttributeTest } from '../model/pattern.ts'
import { readAttributePath } from '../pattern/attribute-path.ts'
import { listOf } from './list.ts'
import { mapping } from './mapping.ts'
import { mustBe } from './reading.ts'
import { flag } from './word.ts'

const scalarText = 'text, a number, true or false'
const scalar = v.union(
  [v.string(), v.pipe(v.number(), v.finite(mustBe('a finite number'))), v.boolean()],
  (issue) =>
    issue.input === null
      ? 'must be a value; for "is not set" write {exists: false}'
      : mustBe('a value')(issue),
)

/** Tests of attributes by their dotted paths. */
export function attributeTests() {
  return v.pipe(
    v.lazy((input) => (Array.isArray(input) ? notAMapping : tests)),
    v.transform((values) => Object.entries(values).map(([path, value]) => testOf(path, value))),
  )
}

const expected = v.union(
  [scalar, listOf('a list of values', scalar), mapping({ exists: flag() })],
  mustBe(`${scalarText}, a list of such, or {exists: true}`),
)

const tests = v.record(
  v.pipe(
    v.string(),
    v.check(
      (path) => 'value' in readAttributePath(path),
      'is no path: write the keys that lead to the attribute with one dot between them',
    ),
  ),
  expected,
  mustBe('a mapping of attributes'),
)

const notAMapping = v.custom<never>(() => false, mustBe('a mapping of attributes'))

function testOf(key: string, value: v.InferOutput<typeof expected>): AttributeTest {
  const path = key.split('.')
  if (Array.isArray(value)) return { path, values: value }
  return typeof value === 'object' ? { path, exists: value.exists } : { path, values: [value] }
}
